import { IconBan, IconFileCheck, IconHourglass, IconLink, IconUserCog, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { type ListedMemberFragment, MembersDocument, MembersRightsDocument } from '../../gql/generated/graphql.ts';
import { ROLE_NAMES } from '../../lib/role-words.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatDay } from '../../lib/time.ts';
import { usePages } from '../../lib/use-pages.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { PermissionButton, type PermissionState } from '../../ui/permission-button.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { RiskChip } from '../../ui/risk-chip.tsx';
import { RowActions } from '../../ui/row-actions.tsx';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import { HeldProfileRoles } from './held-profile-roles.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { ProfileRolesDialog } from './profile-roles-dialog.tsx';
import { ReinviteDialog } from './reinvite-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RolesExplained } from './roles-explained.tsx';

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
  return (
    <>
      <PageHeader
        title="Members"
        about={`Who works in ${organization.name}, and what each of them may do. Every change is written into the ledger.`}
      >
        <PermissionButton label="Invite" permission={mayManage} onClick={() => setIsInviting(true)} />
      </PageHeader>
      <PagedTable
        label="Members"
        pages={pages}
        rowKey={({ user }) => user.id}
        columns={columnsWith(mayManage, (what, member) => setOpen({ what, member }))}
        isPast={({ disabledAt }) => Boolean(disabledAt)}
        empty={
          <EmptyState title="Nobody is a member yet">
            Invite the first admin; platform roles see this organization without being members.
          </EmptyState>
        }
      />
      <RolesExplained />
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

function columnsWith(
  mayManage: PermissionState | undefined,
  open: (what: Open, member: ListedMemberFragment) => void,
): readonly Column<ListedMemberFragment>[] {
  return [
    {
      label: 'Name',
      part: 'title',
      cell: ({ user, pending, disabledAt }) => (
        <PersonName name={user.name} email={user.email} beside={standing(pending, disabledAt)} />
      ),
    },
    { label: 'Role', cell: ({ role }) => ROLE_NAMES[role] },
    { label: 'On trust profiles', cell: ({ trustProfileRoles }) => <HeldProfileRoles roles={trustProfileRoles} /> },
    {
      label: 'Actions',
      part: 'actions',
      cell: (member) => {
        const profiles = member.disabledAt ? member.viewerCanChangeRole : mayManage;
        const entry = (what: Open) => () => open(what, member);
        return (
          <RowActions
            of={member.user.name}
            actions={[
              ...(member.pending
                ? [
                    {
                      label: 'New link',
                      icon: IconLink,
                      permission: member.viewerCanReinvite,
                      onClick: entry('reinvite'),
                    },
                  ]
                : []),
              {
                label: 'Change role',
                icon: IconUserCog,
                permission: member.viewerCanChangeRole,
                onClick: entry('role'),
              },
              { label: 'Trust profiles', icon: IconFileCheck, permission: profiles, onClick: entry('profiles') },
              {
                label: 'Remove',
                icon: IconUserMinus,
                permission: member.viewerCanRemove,
                onClick: entry('remove'),
                ends: true,
              },
            ]}
          />
        );
      },
    },
  ];
}

function standing(pending: boolean, disabledAt: string | null | undefined) {
  if (disabledAt) {
    return <RiskChip icon={IconBan} label={`Disabled since ${formatDay(new Date(disabledAt), new Date())}`} />;
  }
  return pending ? <RiskChip icon={IconHourglass} label="Invited" /> : null;
}
