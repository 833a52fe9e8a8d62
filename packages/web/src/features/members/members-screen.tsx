import { Group } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { type ListedMemberFragment, MembersDocument, MembersRightsDocument } from '../../gql/generated/graphql.ts';
import { ROLE_NAMES } from '../../lib/role-words.ts';
import { useOrganization } from '../../lib/session.ts';
import { usePages } from '../../lib/use-pages.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { ProfileRolesDialog } from './profile-roles-dialog.tsx';
import { ReinviteDialog } from './reinvite-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

type Open = 'role' | 'profiles' | 'remove' | 'reinvite';

/** Who is a member, as what, and who is still to take up their invitation. */
export default function MembersScreen() {
  const organization = useOrganization();
  const organizationId = organization.id;
  const [isInviting, setIsInviting] = useState(false);
  const [open, setOpen] = useState<{ readonly what: Open; readonly member: ListedMemberFragment } | null>(null);
  const [{ data }] = useQuery({ query: MembersRightsDocument, variables: { organizationId } });
  const mayManage = data?.organization?.viewerCanManageMembers;
  const pages = usePages(
    organizationId,
    MembersDocument,
    (after) => ({ organizationId, after }),
    ({ members }) => members,
  );
  const close = (): void => setOpen(null);
  const memberIf = (what: Open): ListedMemberFragment | null => (open?.what === what ? open.member : null);

  const columns: readonly Column<ListedMemberFragment>[] = [
    {
      label: 'Name',
      cell: ({ user, pending }) => (
        <>
          {user.name}
          {pending && ' (invited)'}
          <br />
          {user.email}
        </>
      ),
    },
    { label: 'Role', cell: ({ role }) => ROLE_NAMES[role] },
    {
      label: 'On trust profiles',
      cell: ({ trustProfileRoles }) =>
        trustProfileRoles.length === 0
          ? 'none'
          : trustProfileRoles.map(({ trustProfile, role }) => `${trustProfile.name}: ${role.toLowerCase()}`).join(', '),
    },
    {
      label: 'Change',
      alignEnd: true,
      cell: (member) => (
        <Group gap="xs" justify="flex-end">
          {member.pending && (
            <PermissionButton
              label="New link"
              size="xs"
              variant="default"
              permission={member.viewerCanReinvite}
              onClick={() => setOpen({ what: 'reinvite', member })}
            />
          )}
          <PermissionButton
            label="Role"
            size="xs"
            variant="default"
            permission={member.viewerCanChangeRole}
            onClick={() => setOpen({ what: 'role', member })}
          />
          <PermissionButton
            label="Profiles"
            size="xs"
            variant="default"
            permission={mayManage}
            onClick={() => setOpen({ what: 'profiles', member })}
          />
          <PermissionButton
            label="Remove"
            size="xs"
            variant="default"
            permission={member.viewerCanRemove}
            onClick={() => setOpen({ what: 'remove', member })}
          />
        </Group>
      ),
    },
  ];
  return (
    <>
      <PageHeader title="Members">
        <PermissionButton label="Invite" permission={mayManage} onClick={() => setIsInviting(true)} />
      </PageHeader>
      <PagedTable
        label="Members"
        pages={pages}
        rowKey={({ user }) => user.id}
        columns={columns}
        empty={
          <EmptyState title="Nobody is a member yet">
            Invite the first admin; platform roles see this organization without being members.
          </EmptyState>
        }
      />
      <InviteDialog
        opened={isInviting}
        organizationId={organizationId}
        onClose={() => setIsInviting(false)}
        onInvited={pages.reload}
      />
      <ChangeRoleDialog
        key={`role ${memberIf('role')?.user.id ?? ''}`}
        organizationId={organizationId}
        member={memberIf('role')}
        onClose={close}
        onDone={pages.reload}
      />
      <ProfileRolesDialog
        key={`profiles ${memberIf('profiles')?.user.id ?? ''}`}
        organizationId={organizationId}
        member={memberIf('profiles')}
        onClose={close}
        onDone={pages.reload}
      />
      <RemoveDialog organization={organization} member={memberIf('remove')} onClose={close} onDone={pages.reload} />
      <ReinviteDialog organizationId={organizationId} member={memberIf('reinvite')} onClose={close} />
    </>
  );
}
