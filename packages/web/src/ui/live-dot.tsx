import styles from './live-dot.module.css';

export type LiveState = 'live' | 'catching-up' | 'offline';

const WORDS: Record<LiveState, string> = { live: 'Live', 'catching-up': 'Catching up', offline: 'Offline' };
const MEANING: Record<LiveState, string> = {
  live: 'Every change shows here as it happens.',
  'catching-up': 'Connected again; what happened meanwhile is being read.',
  offline: 'No connection. What you see may have changed; it catches up by itself.',
};

/** Whether the screen is as fresh as the ledger: a filled dot, a ring, or a dashed ring, and the word. */
export function LiveDot({ state }: { readonly state: LiveState }) {
  return (
    <span className={styles.live} data-state={state} role="status" title={MEANING[state]}>
      <span className={styles.dot} aria-hidden="true" />
      {WORDS[state]}
    </span>
  );
}
