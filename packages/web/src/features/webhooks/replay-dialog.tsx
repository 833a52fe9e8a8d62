import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedWebhookFragment, ReplayWebhookDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';

interface ReplayDialogProps {
  readonly webhook: ListedWebhookFragment;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Asks from where on events are sent again, and says what that means. */
export function ReplayDialog({ webhook, onClose, onChanged }: ReplayDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, replay] = useMutation(ReplayWebhookDocument);
  const form = useForm({
    initialValues: { sinceSequence: '' },
    validate: {
      sinceSequence: (text) =>
        /^([1-9]\d*\/)?(-1|\d+)$/.test(text.trim()) ? null : 'Give a number, such as 120, or 2/17 in a second epoch.',
    },
  });
  const submit = form.onSubmit(async ({ sinceSequence }) => {
    setRefusal(null);
    const { data, error } = await replay({ input: { webhookId: webhook.id, sinceSequence: sinceSequence.trim() } });
    const refused = placeRefusal(form, refusalOf(error, data?.replayWebhook.userErrors));
    if (refused || !data?.replayWebhook.webhook) return setRefusal(refused);
    onChanged();
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Send again from a sequence">
      <p>
        Every event after the one you name is sent again, in order. Each has the id that it had, so a receiver that
        looks at <code>webhook-id</code> takes none twice.
      </p>
      <p>
        It stands at {webhook.progress?.nextSequence ?? 'no place'} now. A later number passes over what lies between:
        so you get past an event that the receiver keeps refusing.
      </p>
      <form noValidate onSubmit={submit}>
        <TextInput
          label="After sequence"
          description="As the audit chain and the log show it; -1 for everything."
          data-autofocus
          inputMode="numeric"
          autoComplete="off"
          mt="md"
          {...form.getInputProps('sinceSequence')}
        />
        {refusal && <ErrorState title="Nothing is sent again">{refusal.message}</ErrorState>}
        <Group justify="flex-end" gap="sm" mt="xl">
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching}>
            Send again
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
