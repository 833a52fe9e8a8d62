import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiTokensDocument, type ListedTokenFragment } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatAgo, formatDay, formatExact } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePages } from '../../lib/use-pages.ts';
import { MachineMark } from '../../ui/actor-mark.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { RowActions } from '../../ui/row-actions.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import styles from './api-tokens.module.css';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { RevokeTokenDialog } from './revoke-token-dialog.tsx';
import { SCOPE_WORDS, standingOf } from './token-words.ts';

/** Tokens for programs: one's own; for admins, everybody's. */
export default function ApiTokensScreen() {
  const organization = useOrganization();
  const [isOpen, setIsOpen] = useState(false);
  const [revoking, setRevoking] = useState<ListedTokenFragment | null>(null);
  const pages = usePages(
    organization.id,
    ApiTokensDocument,
    (after) => ({ organizationId: organization.id, after }),
    ({ apiTokens }) => apiTokens,
  );
  const now = useNow(60_000);
  return (
    <>
      <PageHeader
        title="API tokens"
        about={
          organization.viewerCanManage.allowed
            ? 'What programs sign in with. Each acts for the person who made it, and never may more than they may.'
            : 'Yours, for programs that act for you here. A token never may more than you may.'
        }
      >
        <Button onClick={() => setIsOpen(true)}>New token</Button>
      </PageHeader>
      <PagedTable
        label="API tokens"
        pages={pages}
        rowKey={({ id }) => id}
        columns={columnsAt(now, setRevoking)}
        isPast={(token) => standingOf(token, now).isOver}
        empty={
          <EmptyState title="No token yet" action={<Button onClick={() => setIsOpen(true)}>Make the first one</Button>}>
            A token lets a program do what you may do here, within the scopes that you give it, until it expires.
          </EmptyState>
        }
      />
      <NewTokenDialog
        opened={isOpen}
        organization={organization}
        onClose={() => setIsOpen(false)}
        onMade={pages.reload}
      />
      <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} onDone={pages.reload} />
    </>
  );
}

function columnsAt(now: Date, revoke: (token: ListedTokenFragment) => void): readonly Column<ListedTokenFragment>[] {
  return [
    {
      label: 'Name',
      part: 'title',
      cell: ({ name, createdBy, createdAt }) => (
        <span className={styles.token}>
          <MachineMark kind="token" size="lg" />
          <span className={styles.words}>
            <span className={styles.name}>{name}</span>
            <span className={styles.beside}>
              acts for {createdBy?.name ?? 'somebody who is gone'}, made {formatDay(new Date(createdAt), now)}
            </span>
          </span>
        </span>
      ),
    },
    {
      label: 'May',
      cell: ({ scopes, environment }) => (
        <>
          {scopes.map((scope) => SCOPE_WORDS[scope].brief).join(', ')}
          {environment && <div className={styles.beside}>in {environment} where the request names none</div>}
        </>
      ),
    },
    {
      label: 'Last used',
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? (
          <span title={formatExact(new Date(lastUsedAt))}>{formatAgo(new Date(lastUsedAt), now)}</span>
        ) : (
          <span className={styles.never}>Never</span>
        ),
    },
    {
      label: 'State',
      cell: (token) => {
        const { mark, word } = standingOf(token, now);
        return <StateWord state={mark}>{word}</StateWord>;
      },
    },
    {
      label: 'Actions',
      part: 'actions',
      cell: (token) =>
        token.revokedAt ? null : (
          <RowActions
            of={token.name}
            actions={[
              { label: 'Revoke', icon: IconTrash, permission: token.viewerCanRevoke, onClick: () => revoke(token) },
            ]}
          />
        ),
    },
  ];
}
