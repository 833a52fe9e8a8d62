import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  EndOtherSessionsDocument,
  EndSessionDocument,
  OwnSessionsDocument,
  type OwnSessionsQuery,
} from '../../gql/generated/graphql.ts';
import { useSession } from '../../lib/session.ts';
import { formatAgo, formatExact, formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { failureOf, type Refusal, refusalOf } from '../../lib/user-error.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import styles from './account-screen.module.css';

type OwnSession = NonNullable<OwnSessionsQuery['viewer']>['sessions'][number];

/** Where one is signed in, and the way out of each. */
export function SessionsSection() {
  const { signOut } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ data, fetching, error }, read] = useQuery({
    query: OwnSessionsDocument,
    requestPolicy: 'network-only',
  });
  const [{ fetching: ending }, end] = useMutation(EndSessionDocument);
  const [{ fetching: endingOthers }, endOthers] = useMutation(EndOtherSessionsDocument);
  const reload = (): void => read({ requestPolicy: 'network-only' });
  const sessions = data?.viewer?.sessions ?? [];
  const now = useNow(60_000);
  const endOne = async (sessionId: string): Promise<void> => {
    const answer = await end({ input: { sessionId } });
    setRefusal(refusalOf(answer.error, answer.data?.endSession.userErrors));
    reload();
  };
  const endTheOthers = async (): Promise<void> => {
    const answer = await endOthers({});
    setRefusal(refusalOf(answer.error, answer.data?.endOtherSessions.userErrors));
    reload();
  };
  const columns: readonly Column<OwnSession>[] = [
    { label: 'Signed in', part: 'title', cell: ({ createdAt }) => formatMoment(new Date(createdAt), now) },
    {
      label: 'Seen last',
      cell: ({ lastSeenAt, current }) =>
        current ? (
          <StateWord state="pass">now, this one</StateWord>
        ) : (
          <time title={formatExact(new Date(lastSeenAt))}>{formatAgo(new Date(lastSeenAt), now)}</time>
        ),
    },
    {
      label: 'End',
      alignEnd: true,
      cell: ({ id, current }) => (
        <Button
          size="xs"
          variant="default"
          className="quiet-button"
          disabled={ending}
          onClick={() => (current ? signOut() : void endOne(id))}
        >
          {current ? 'Sign out' : 'End'}
        </Button>
      ),
    },
  ];
  return (
    <div className={styles.sessions}>
      <Section
        title="Where you are signed in"
        hint="eight idle hours, or a day, end a session"
        aside={
          sessions.length > 1 && (
            <Button size="xs" variant="default" loading={endingOthers} onClick={() => void endTheOthers()}>
              Sign out everywhere else
            </Button>
          )
        }
      >
        {error && (
          <ErrorState title="Your sessions could not be read" retry={reload}>
            {failureOf(error).message}
          </ErrorState>
        )}
        {refusal && <ErrorState title="It was not ended">{refusal.message}</ErrorState>}
        {fetching && sessions.length === 0 && <LoadingRows what="your sessions" rows={2} />}
        {sessions.length > 0 && (
          <DataTable label="Sessions" rows={sessions} rowKey={({ id }) => id} columns={columns} />
        )}
      </Section>
    </div>
  );
}
