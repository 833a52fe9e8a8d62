import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  type GivenUpMailFragment,
  RetryUndeliveredMailDocument,
  UndeliveredMailsDocument,
} from '../../gql/generated/graphql.ts';
import { formatMoment } from '../../lib/time.ts';
import { failureOf, type Refusal, refusalOf } from '../../lib/user-error.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import styles from './notifications.module.css';

/** Mails that were given up, of one organization or (null) of all, each with what was said and the way to send it again. */
export function UndeliveredList({ organizationId }: { readonly organizationId: string | null }) {
  const [after, setAfter] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ data, error, fetching }, read] = useQuery({
    query: UndeliveredMailsDocument,
    variables: { organizationId, after },
  });
  const [{ fetching: retrying }, retry] = useMutation(RetryUndeliveredMailDocument);
  const reload = (): void => read({ requestPolicy: 'network-only' });
  const again = async (id: string): Promise<void> => {
    const answer = await retry({ input: { id } });
    setRefusal(refusalOf(answer.error, answer.data?.retryUndeliveredMail.userErrors));
    reload();
  };
  if (error) {
    return (
      <ErrorState title="The mails could not be read" retry={reload}>
        {failureOf(error).message}
      </ErrorState>
    );
  }
  const mails = data?.undeliveredMails.nodes ?? [];
  const pages = data?.undeliveredMails.pageInfo;
  if (mails.length === 0 && after === null) {
    if (fetching) return <LoadingRows what="the mails" rows={2} />;
    return (
      <EmptyState title="Every mail was delivered">
        What a mail server refuses for good, or is tried for four days in vain, is kept here.
      </EmptyState>
    );
  }
  return (
    <>
      {refusal && <ErrorState title="It is not sent again">{refusal.message}</ErrorState>}
      <DataTable label="Undelivered mail" rows={mails} rowKey={({ id }) => id} columns={columnsWith(again, retrying)} />
      <div className={styles.line}>
        {after !== null && (
          <Button variant="default" size="xs" mt="sm" onClick={() => setAfter(null)}>
            Newest
          </Button>
        )}
        {pages?.hasNextPage && (
          <Button variant="default" size="xs" mt="sm" onClick={() => setAfter(pages.endCursor ?? null)}>
            Older
          </Button>
        )}
      </div>
    </>
  );
}

function columnsWith(again: (id: string) => Promise<void>, busy: boolean): readonly Column<GivenUpMailFragment>[] {
  return [
    {
      label: 'To',
      part: 'title',
      cell: ({ toName, toAddress }) => (
        <>
          {toName === '' ? toAddress : toName}
          {toName !== '' && <div className={styles.said}>{toAddress}</div>}
        </>
      ),
    },
    {
      label: 'Mail',
      cell: ({ subject, said, requestIds: [requestId] }) => (
        <>
          {requestId === undefined ? (
            subject
          ) : (
            <Link className="quiet-link" to="/approvals/$requestId" params={{ requestId }}>
              {subject}
            </Link>
          )}
          <div className={styles.said}>{said}</div>
        </>
      ),
    },
    { label: 'When', cell: ({ failedAt }) => formatMoment(new Date(failedAt), new Date()) },
    {
      label: 'Again',
      alignEnd: true,
      cell: ({ id, state, toAddress }) =>
        state === 'FAILED' ? (
          <Button
            size="xs"
            variant="default"
            className="quiet-button"
            disabled={busy}
            aria-label={`Send again to ${toAddress}`}
            onClick={() => void again(id)}
          >
            Send again
          </Button>
        ) : (
          'On its way'
        ),
    },
  ];
}
