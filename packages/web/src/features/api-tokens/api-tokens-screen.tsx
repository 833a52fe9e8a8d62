import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiTokensDocument, type ListedTokenFragment } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatDay } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePages } from '../../lib/use-pages.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { RevokeTokenDialog } from './revoke-token-dialog.tsx';

/** How it stands with a token, in words. */
function standing({ revokedAt, expiresAt }: ListedTokenFragment, now: Date): string {
  if (revokedAt) return `revoked ${formatDay(new Date(revokedAt), now)}`;
  if (!expiresAt) return 'works';
  const ends = new Date(expiresAt);
  return ends <= now ? `expired ${formatDay(ends, now)}` : `works until ${formatDay(ends, now)}`;
}

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
  const columns: readonly Column<ListedTokenFragment>[] = [
    { label: 'Name', cell: ({ name }) => name },
    { label: 'Acts for', cell: ({ createdBy }) => createdBy?.name ?? 'somebody who is gone' },
    { label: 'May', cell: ({ scopes }) => scopes.map((scope) => scope.toLowerCase()).join(', ') },
    { label: 'Environment', cell: ({ environment }) => environment ?? 'any' },
    { label: 'Stands', cell: (token) => standing(token, now) },
    {
      label: 'Revoke',
      alignEnd: true,
      cell: (token) =>
        token.revokedAt ? (
          ''
        ) : (
          <PermissionButton
            label="Revoke"
            size="xs"
            variant="default"
            permission={token.viewerCanRevoke}
            onClick={() => setRevoking(token)}
          />
        ),
    },
  ];
  return (
    <>
      <PageHeader title="API tokens">
        <Button onClick={() => setIsOpen(true)}>New token</Button>
      </PageHeader>
      <PagedTable
        label="API tokens"
        pages={pages}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState title="No token yet">
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
