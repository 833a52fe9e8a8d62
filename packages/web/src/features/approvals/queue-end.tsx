import type { QueueNumbers } from '../../lib/live.ts';
import type { QueueSearch, QueueTab } from '../../lib/queue-tabs.ts';
import styles from './queue-end.module.css';

interface QueueEndProps {
  readonly tab: QueueTab;
  readonly shown: number;
  readonly numbers: QueueNumbers | null;
  readonly search: QueueSearch;
  readonly onSearch: (search: QueueSearch) => void;
}

const NOTHING: Record<QueueTab, string> = {
  'for-me': 'Nothing waits for you.',
  waiting: 'Nothing waits on others.',
  mine: 'You have not asked for anything yet.',
  decided: 'Nothing has been decided yet.',
};
const ALL: Record<QueueTab, string> = {
  'for-me': 'That is all you can decide.',
  waiting: 'That is all that waits on others.',
  mine: 'That is all that you asked for.',
  decided: 'That is all that was decided.',
};

/** Says what is true at the end of the list, and where the rest is. */
export function QueueEnd({ tab, shown, numbers, search, onSearch }: QueueEndProps) {
  const isFiltered =
    search.q !== undefined ||
    search.profile !== undefined ||
    search.environment !== undefined ||
    search.escalated === true;
  const waiting = numbers?.waiting ?? 0;
  return (
    <p className={styles.end}>
      {shown === 0 && isFiltered ? 'Nothing fits these filters.' : shown === 0 ? NOTHING[tab] : ALL[tab]}{' '}
      {isFiltered && (
        <button type="button" className="text-link" onClick={() => onSearch({ tab })}>
          Clear the filters
        </button>
      )}
      {!isFiltered && tab === 'for-me' && waiting > 0 && (
        <button type="button" className="text-link" onClick={() => onSearch({ tab: 'waiting' })}>
          {waiting} more {waiting === 1 ? 'waits' : 'wait'} on others
        </button>
      )}
    </p>
  );
}
