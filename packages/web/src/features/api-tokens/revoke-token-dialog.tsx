import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedTokenFragment, RevokeTokenDocument } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface RevokeTokenDialogProps {
  /** Null: it is closed. */
  readonly token: ListedTokenFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RevokeTokenDialog({ token, onClose, onDone }: RevokeTokenDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, revoke] = useMutation(RevokeTokenDocument);
  const close = (): void => {
    setRefusal(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    if (token === null) return;
    const { data, error } = await revoke({ input: { tokenId: token.id } });
    const refused = refusalOf(error, data?.revokeApiToken.userErrors);
    if (refused) return setRefusal(refused);
    onDone();
    close();
  };
  return (
    <ConfirmDialog
      opened={token !== null}
      title={`Revoke the token ${token?.name ?? ''}?`}
      action="Revoke for good"
      busy={fetching}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <p>
        Whatever program uses it is refused from its next request on. This cannot be undone; make a new token for it
        first, if it is to go on.
      </p>
    </ConfirmDialog>
  );
}
