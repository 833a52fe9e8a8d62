import { useState } from 'react';
import { useMutation } from 'urql';
import { DisableUserDocument, EnableUserDocument, type ListedAccountFragment } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface DisableDialogProps {
  /** Null: it is closed. */
  readonly account: ListedAccountFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Keeps somebody out, or lets them in again. */
export function DisableDialog({ account, onClose, onDone }: DisableDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching: disabling }, disable] = useMutation(DisableUserDocument);
  const [{ fetching: enabling }, enable] = useMutation(EnableUserDocument);
  const isDisabled = Boolean(account?.disabledAt);
  const name = account?.user.name ?? '';
  const close = (): void => {
    setRefusal(null);
    onClose();
  };
  const change = async (userId: string): Promise<Refusal | null> => {
    if (isDisabled) {
      const { data, error } = await enable({ input: { userId } });
      return refusalOf(error, data?.enableUser.userErrors);
    }
    const { data, error } = await disable({ input: { userId } });
    return refusalOf(error, data?.disableUser.userErrors);
  };
  const confirm = async (): Promise<void> => {
    if (account === null) return;
    const refused = await change(account.user.id);
    if (refused) return setRefusal(refused);
    onDone();
    close();
  };
  return (
    <ConfirmDialog
      opened={account !== null}
      title={isDisabled ? `Let ${name} in again?` : `Keep ${name} out?`}
      action={isDisabled ? `Enable ${name}` : `Disable ${name}`}
      busy={disabling || enabling}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <p>
        {isDisabled
          ? 'They sign in again with their password, and their tokens that were not revoked work again.'
          : 'They are signed out everywhere, cannot sign in, and their tokens do not work until they are enabled again. What they are in organizations stays.'}
      </p>
    </ConfirmDialog>
  );
}
