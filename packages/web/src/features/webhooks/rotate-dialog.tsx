import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedWebhookFragment, RotateWebhookSecretDocument } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';

interface RotateDialogProps {
  readonly webhook: ListedWebhookFragment;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** A new secret, shown this once, after a question. */
export function RotateDialog({ webhook, onClose, onChanged }: RotateDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, rotate] = useMutation(RotateWebhookSecretDocument);
  const confirm = async (): Promise<void> => {
    setRefusal(null);
    const { data, error } = await rotate({ input: { webhookId: webhook.id } });
    const refused = refusalOf(error, data?.rotateWebhookSecret.userErrors);
    if (refused) return setRefusal(refused);
    setSecret(data?.rotateWebhookSecret.secret ?? null);
    onChanged();
  };
  if (secret !== null) {
    return (
      <Modal opened onClose={onClose} title="New secret" closeOnClickOutside={false}>
        <SecretOnce what="The new secret" secret={secret}>
          Give it to the receiver within 24 hours. Until then events are signed with the old one as well.
        </SecretOnce>
        <Group justify="flex-end" mt="xl">
          <Button onClick={onClose}>I have it</Button>
        </Group>
      </Modal>
    );
  }
  return (
    <ConfirmDialog
      opened
      title="Change the secret?"
      action="Change the secret"
      busy={fetching}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>
        A new secret is made and shown once. For 24 hours both sign, so that the receiver can change over; a secret from
        before that stops at once.
      </p>
    </ConfirmDialog>
  );
}
