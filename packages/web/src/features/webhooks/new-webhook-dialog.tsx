import { Button, Group, Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CreateWebhookDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { VALIDATE, WebhookFields, type WebhookFormValues } from './webhook-fields.tsx';

interface NewWebhookDialogProps {
  readonly opened: boolean;
  readonly organizationId: string;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

/** Makes a webhook, and shows its secret this once. */
export function NewWebhookDialog({ opened, organizationId, onClose, onMade }: NewWebhookDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [{ fetching }, create] = useMutation(CreateWebhookDocument);
  const form = useForm<WebhookFormValues>({
    initialValues: { url: '', description: '', eventTypes: [] },
    validate: VALIDATE,
  });
  const close = (): void => {
    form.reset();
    setRefusal(null);
    setSecret(null);
    onClose();
  };
  const submit = form.onSubmit(async ({ url, description, eventTypes }) => {
    setRefusal(null);
    const input = { organizationId, url: url.trim(), description: description.trim(), eventTypes };
    const { data, error } = await create({ input });
    const refused = placeRefusal(form, refusalOf(error, data?.createWebhook.userErrors));
    const made = data?.createWebhook;
    if (refused || !made?.webhook) return setRefusal(refused);
    setSecret(made.secret ?? null);
    onMade(made.webhook.id);
  });
  return (
    <Modal opened={opened} onClose={close} title="New webhook" closeOnClickOutside={secret === null}>
      {secret === null ? (
        <form noValidate onSubmit={submit}>
          <WebhookFields form={form} />
          {refusal && <ErrorState title="Nothing was made">{refusal.message}</ErrorState>}
          <Group justify="flex-end" gap="sm" mt="xl">
            <Button variant="subtle" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={fetching}>
              Create
            </Button>
          </Group>
        </form>
      ) : (
        <>
          <SecretOnce what="The secret of the webhook" secret={secret}>
            Give it to the receiver: it checks with it that an event comes from here (Standard Webhooks).
          </SecretOnce>
          <Group justify="flex-end" mt="xl">
            <Button onClick={close}>I have it</Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
