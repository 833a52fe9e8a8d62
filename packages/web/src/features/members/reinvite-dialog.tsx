import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedMemberFragment, ReinviteMemberDocument } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { InvitationLink, type Invited } from './invitation-link.tsx';

interface ReinviteDialogProps {
  readonly organizationId: string;
  /** Null: it is closed. */
  readonly member: ListedMemberFragment | null;
  readonly onClose: () => void;
}

/** A new link in place of one that was lost or has expired. */
export function ReinviteDialog({ organizationId, member, onClose }: ReinviteDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [{ fetching }, reinvite] = useMutation(ReinviteMemberDocument);
  const close = (): void => {
    setRefusal(null);
    setInvited(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    if (member === null) return;
    const { data, error } = await reinvite({ input: { organizationId, userId: member.user.id } });
    const refused = refusalOf(error, data?.reinviteMember.userErrors);
    if (refused) return setRefusal(refused);
    setInvited({ name: member.user.name, url: data?.reinviteMember.inviteUrl ?? null });
  };
  if (invited !== null) {
    return (
      <Modal opened onClose={close} title="New invitation" closeOnClickOutside={false}>
        <InvitationLink invited={invited} onClose={close} />
      </Modal>
    );
  }
  return (
    <ConfirmDialog
      opened={member !== null}
      title={`A new link for ${member?.user.name ?? ''}?`}
      action="Make a new link"
      busy={fetching}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <p>The link that was sent before does not work any more.</p>
    </ConfirmDialog>
  );
}
