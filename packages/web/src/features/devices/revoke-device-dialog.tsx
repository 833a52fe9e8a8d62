import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedDeviceFragment, RevokeDeviceDocument } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface RevokeDeviceDialogProps {
  /** Null: it is closed. */
  readonly device: ListedDeviceFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RevokeDeviceDialog({ device, onClose, onDone }: RevokeDeviceDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, revoke] = useMutation(RevokeDeviceDocument);
  const close = (): void => {
    setRefusal(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    if (device === null) return;
    const { data, error } = await revoke({ input: { deviceId: device.id } });
    const refused = refusalOf(error, data?.revokeDevice.userErrors);
    if (refused) return setRefusal(refused);
    onDone();
    close();
  };
  const name = device?.name ?? '';
  return (
    <ConfirmDialog
      opened={device !== null}
      title={`Revoke ${name}?`}
      action={`Revoke ${name}`}
      busy={fetching}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <p>
        Its client certificate and its enrollment token are refused from its next request on, also on a connection that
        is open. This cannot be undone: to come back it is registered again, with a new key. Certificates that it was
        issued stay valid; revoke those one by one.
      </p>
    </ConfirmDialog>
  );
}
