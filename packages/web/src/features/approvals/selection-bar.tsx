import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { DecideSelectedDocument, type QueueRowFragment, type Verdict } from '../../gql/generated/graphql.ts';
import { useOfferedReasons } from '../../lib/offered-reasons.ts';
import { useOrganization } from '../../lib/session.ts';
import { refusalOf } from '../../lib/user-error.ts';
import { count } from '../../lib/words.ts';
import { ReasonDialog, type ReasonDialogAnswer } from '../../ui/reason-dialog.tsx';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly rows: readonly QueueRowFragment[];
  readonly onDone: () => void;
}

/** Decides several at once; each is answered for itself, and what was refused says why. */
export function SelectionBar({ rows, onDone }: SelectionBarProps) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [{ fetching }, decide] = useMutation(DecideSelectedDocument);
  const [problem, setProblem] = useState<{ title: string; detail?: string } | null>(null);
  const what = count(rows.length, 'request');
  const organization = useOrganization();
  const choices = useOfferedReasons(organization.id, verdict);
  const answer = async ({ reason, reasonId }: ReasonDialogAnswer): Promise<void> => {
    if (verdict === null) return;
    const items = rows.map(({ id, revision }) => ({ requestId: id, revision }));
    const { data, error } = await decide({
      input: { verdict, items, reason: reason === '' ? null : reason, reasonId },
    });
    const refused = refusalOf(error, data?.decideRequests.userErrors);
    const failed = data?.decideRequests.results.filter(({ userErrors }) => userErrors.length > 0) ?? [];
    if (refused === null && failed.length === 0) {
      setVerdict(null);
      onDone();
      return;
    }
    setProblem(
      refused
        ? { title: refused.message }
        : {
            title: `${rows.length - failed.length} of ${rows.length} were decided; ${count(failed.length, 'was', 'were')} not.`,
            detail: failed.map(({ userErrors }) => userErrors[0]?.message ?? '').join(' '),
          },
    );
  };
  const open = (next: Verdict): void => {
    setProblem(null);
    setVerdict(next);
  };
  return (
    <section className={styles.bar} aria-label="Selected requests">
      <p className={styles.words}>{what} selected</p>
      <Button onClick={() => open('APPROVE')}>Approve {rows.length}</Button>
      <Button variant="default" onClick={() => open('REJECT')}>
        Reject {rows.length}
      </Button>
      <Button variant="subtle" onClick={onDone}>
        Clear
      </Button>
      <ReasonDialog
        opened={verdict !== null}
        title={verdict === 'REJECT' ? `Reject ${what}` : `Approve ${what}`}
        names={rows.map(({ domains }) => domains[0] ?? '')}
        consequence={
          verdict === 'REJECT'
            ? 'One rejection ends a request. Whoever asked is told, with your reason.'
            : 'Each counts as your approval; those that need no other are issued now.'
        }
        action={verdict === 'REJECT' ? `Reject ${what}` : `Approve ${what}`}
        reason={verdict === 'REJECT' ? 'required' : 'optional'}
        choices={choices}
        busy={fetching}
        error={problem}
        onAnswer={(given) => void answer(given)}
        onClose={() => setVerdict(null)}
      />
    </section>
  );
}
