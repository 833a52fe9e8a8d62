import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedDeviceFragment, ReissueEnrollmentTokenDocument } from '../../gql/generated/graphql.ts';
import type { EnrollExample } from '../../lib/enroll-example.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DeviceHandout, type Handout } from './device-handout.tsx';

interface ReissueDialogProps {
  /** Null: it is closed. */
  readonly device: ListedDeviceFragment | null;
  readonly example: EnrollExample;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A new enrollment token in place of one that was lost or has expired. */
export function ReissueDialog({ device, example, onClose, onDone }: ReissueDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [handout, setHandout] = useState<Handout | null>(null);
  const [{ fetching }, reissue] = useMutation(ReissueEnrollmentTokenDocument);
  const close = (): void => {
    setRefusal(null);
    setHandout(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    if (device === null) return;
    const { data, error } = await reissue({ input: { deviceId: device.id } });
    const refused = refusalOf(error, data?.reissueEnrollmentToken.userErrors);
    const token = data?.reissueEnrollmentToken.enrollmentToken;
    if (refused || !token) return setRefusal(refused);
    setHandout({ name: device.name, token });
    onDone();
  };
  if (handout !== null) {
    return (
      <Modal opened onClose={close} title="New enrollment token" size="lg">
        <DeviceHandout handout={handout} example={example} onClose={close} />
      </Modal>
    );
  }
  return (
    <ConfirmDialog
      opened={device !== null}
      title={`A new token for ${device?.name ?? ''}?`}
      action="Make a new token"
      busy={fetching}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <p>The token that was handed out before does not work any more.</p>
    </ConfirmDialog>
  );
}
