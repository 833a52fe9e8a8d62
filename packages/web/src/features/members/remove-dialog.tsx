import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedMemberFragment, RemoveMemberDocument } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface RemoveDialogProps {
  readonly organization: { readonly id: string; readonly name: string };
  /** Null: it is closed. */
  readonly member: ListedMemberFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RemoveDialog({ organization, member, onClose, onDone }: RemoveDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, remove] = useMutation(RemoveMemberDocument);
  const close = (): void => {
    setRefusal(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    if (member === null) return;
    const input = { organizationId: organization.id, userId: member.user.id };
    const { data, error } = await remove({ input });
    const refused = refusalOf(error, data?.removeMember.userErrors);
    if (refused) return setRefusal(refused);
    onDone();
    close();
  };
  const name = member?.user.name ?? '';
  return (
    <ConfirmDialog
      opened={member !== null}
      title={`Remove ${name}?`}
      action={`Remove ${name}`}
      busy={fetching}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <p>
        {name} leaves {organization.name} at once: their roles on trust profiles go, the tokens that they created here
        are revoked for good, and they are signed out everywhere. What they asked for and decided stays as it is;
        devices that they own go on.
      </p>
    </ConfirmDialog>
  );
}
