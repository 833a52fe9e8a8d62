import { Button, Select, Textarea } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { ListedCheckpointFragment } from '../../gql/generated/graphql.ts';
import { findNotes } from '../../lib/ledger/find-notes.ts';
import { renderNote } from '../../lib/ledger/signed-note.ts';
import { formatCount } from '../../lib/time.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './checkpoints.module.css';
import { useComparison } from './use-comparison.ts';

interface CompareSectionProps {
  readonly organizationId: string;
  readonly origin: string;
  readonly checkpoints: readonly ListedCheckpointFragment[];
  readonly verifierKeys: readonly string[];
}

const PASTED = 'pasted';

/** Whether one checkpoint continues another: two of the list, or one that somebody holds. */
export function CompareSection({ organizationId, origin, checkpoints, verifierKeys }: CompareSectionProps) {
  const newest = checkpoints[0]?.size ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { comparison, busy, failure, compare } = useComparison(organizationId, verifierKeys);
  const earlier = chosen ?? (checkpoints.length > 1 ? (checkpoints.at(-1)?.size ?? PASTED) : PASTED);
  const later = other ?? newest;
  const listed = checkpoints.map(({ size }) => ({ value: size, label: recordsOf(size) }));
  const noteOf = (size: string | null): string => checkpoints.find((one) => one.size === size)?.note ?? '';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const note = earlier === PASTED ? heldNote(pasted, origin) : noteOf(earlier);
    setWrong(
      note === null ? 'This holds no checkpoint of this ledger. Paste the whole note, with its signature.' : null,
    );
    if (note !== null) compare(note, noteOf(later));
  };
  return (
    <Section title="Compare two" hint="does the later one continue the earlier one?">
      <form onSubmit={submit} className={styles.compare}>
        <div className={styles.pair}>
          <Select
            label="Earlier"
            data={[...listed, { value: PASTED, label: 'One that I hold' }]}
            value={earlier}
            allowDeselect={false}
            onChange={setChosen}
          />
          <Select label="Later" data={listed} value={later} allowDeselect={false} onChange={setOther} />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconArrowsLeftRight size={16} stroke={1.75} />}
            loading={busy}
            disabled={later === null}
          >
            Compare
          </Button>
        </div>
        {earlier === PASTED && (
          <Textarea
            label="The checkpoint that you hold"
            description="From the foot of a mail, or the mail itself."
            autosize
            minRows={3}
            maxRows={8}
            spellCheck={false}
            classNames={{ input: 'mono' }}
            value={pasted}
            error={wrong}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
        )}
      </form>
      <div role="status">
        {comparison !== null && (
          <p className={styles.comparison} data-state={comparison.state}>
            <StateMark state={comparison.state} size={18} />
            <span>
              <strong>{comparison.title}.</strong> {comparison.detail}
            </span>
          </p>
        )}
      </div>
      {failure !== null && <ErrorState title="The two could not be compared">{failure}</ErrorState>}
    </Section>
  );
}

/** The newest of those that were pasted; null where there is none. */
function heldNote(pasted: string, origin: string): string | null {
  const { notes } = findNotes(new TextEncoder().encode(`${pasted}\n`), origin);
  const sizeOf = (body: string): number => Number(body.split('\n')[1]);
  const newest = notes.toSorted((a, b) => sizeOf(b.body) - sizeOf(a.body))[0];
  return newest === undefined ? null : renderNote(newest);
}

const recordsOf = (size: string): string => (size === '1' ? '1 record' : `${formatCount(size)} records`);
