import { Button, Group, Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedWebhookFragment, UpdateWebhookDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { VALIDATE, WebhookFields, type WebhookFormValues } from './webhook-fields.tsx';

interface EditWebhookDialogProps {
  readonly webhook: ListedWebhookFragment;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Changes where a webhook leads and what it is told of. */
export function EditWebhookDialog({ webhook, onClose, onChanged }: EditWebhookDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, update] = useMutation(UpdateWebhookDocument);
  const { url, description, eventTypes } = webhook;
  const form = useForm<WebhookFormValues>({
    initialValues: { url, description, eventTypes: [...eventTypes] },
    validate: VALIDATE,
  });
  const submit = form.onSubmit(async (values) => {
    setRefusal(null);
    const input = { ...values, webhookId: webhook.id, url: values.url.trim(), description: values.description.trim() };
    const { data, error } = await update({ input });
    const refused = placeRefusal(form, refusalOf(error, data?.updateWebhook.userErrors));
    if (refused || !data?.updateWebhook.webhook) return setRefusal(refused);
    onChanged();
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Edit webhook">
      <form noValidate onSubmit={submit}>
        <WebhookFields form={form} />
        {refusal && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
        <Group justify="flex-end" gap="sm" mt="xl">
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
