import { Button } from '@mantine/core';
import { IconHistory, IconKey, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import {
  DeleteWebhookDocument,
  type DeliveryPartsFragment,
  type ListedWebhookFragment,
  SendTestWebhookDocument,
  UpdateWebhookDocument,
} from '../../gql/generated/graphql.ts';
import { formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { Section } from '../../ui/section.tsx';
import { Attempt, DeliveryLog } from './delivery-log.tsx';
import { EditWebhookDialog } from './edit-webhook-dialog.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { StateText } from './state-text.tsx';
import { useDeliveries } from './use-deliveries.ts';
import { eventsInWords, webhookState } from './webhook-words.ts';
import styles from './webhooks-screen.module.css';

interface WebhookDetailProps {
  readonly webhook: ListedWebhookFragment;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

type Asking = 'edit' | 'replay' | 'rotate' | 'delete' | null;

/** One webhook: how it is doing, what can be done with it, and its log. */
export function WebhookDetail({ webhook, onChanged, onDeleted }: WebhookDetailProps) {
  const { id, url, active, viewerCanManage } = webhook;
  const [asking, setAsking] = useState<Asking>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [tested, setTested] = useState<DeliveryPartsFragment | null>(null);
  const [testing, test] = useMutation(SendTestWebhookDocument);
  const [updating, update] = useMutation(UpdateWebhookDocument);
  const [deleting, remove] = useMutation(DeleteWebhookDocument);
  const log = useDeliveries(id);
  const now = useNow(30_000);
  const changed = (): void => {
    onChanged();
    log.reload();
  };
  const close = (): void => {
    setAsking(null);
    setRefusal(null);
  };
  const sendTest = async (): Promise<void> => {
    setTested(null);
    const { data, error } = await test({ input: { webhookId: id } });
    setRefusal(refusalOf(error, data?.sendTestWebhook.userErrors));
    setTested(data?.sendTestWebhook.delivery ?? null);
    log.reload();
  };
  const turn = async (): Promise<void> => {
    const { data, error } = await update({ input: { webhookId: id, active: !active } });
    setRefusal(refusalOf(error, data?.updateWebhook.userErrors));
    changed();
  };
  const takeAway = async (): Promise<void> => {
    const { data, error } = await remove({ input: { webhookId: id } });
    const refused = refusalOf(error, data?.deleteWebhook.userErrors);
    setRefusal(refused);
    if (refused === null) onDeleted();
  };
  const choices = [
    { label: 'Edit', icon: IconPencil, ask: 'edit', ends: false },
    { label: 'Send again from…', icon: IconHistory, ask: 'replay', ends: false },
    { label: 'Change the secret', icon: IconKey, ask: 'rotate', ends: false },
    { label: 'Delete', icon: IconTrash, ask: 'delete', ends: true },
  ] as const;
  return (
    <section className={styles.detail} aria-label={`Webhook ${url}`}>
      <div className={styles.head}>
        <h2 className={styles.title}>{url}</h2>
        <div className={styles.actions}>
          <PermissionButton
            label="Send a test"
            size="xs"
            permission={viewerCanManage}
            loading={testing.fetching}
            onClick={() => void sendTest()}
          />
          <PermissionButton
            label={active ? 'Turn off' : 'Turn on'}
            size="xs"
            variant="default"
            permission={viewerCanManage}
            loading={updating.fetching}
            onClick={() => void turn()}
          />
          <RowMenu
            of={url}
            actions={choices.map(({ label, icon, ask, ends }) => ({
              label,
              icon,
              ends,
              permission: viewerCanManage,
              onClick: () => setAsking(ask),
            }))}
          />
        </div>
      </div>
      {refusal && asking === null && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
      {tested && (
        <div role="status">
          <Section title={tested.error ? 'The test did not arrive' : 'The test arrived'}>
            <Attempt delivery={tested} now={now} />
            <Button size="xs" variant="subtle" onClick={() => setTested(null)}>
              Close
            </Button>
          </Section>
        </div>
      )}
      <FactList facts={factsOf(webhook, now)} wide />
      <Section
        title="Log"
        aside={
          <Button size="xs" variant="subtle" loading={log.loading} onClick={log.reload}>
            Read again
          </Button>
        }
      >
        <DeliveryLog log={log} />
      </Section>
      {asking === 'edit' && <EditWebhookDialog webhook={webhook} onClose={close} onChanged={changed} />}
      {asking === 'replay' && <ReplayDialog webhook={webhook} onClose={close} onChanged={changed} />}
      {asking === 'rotate' && <RotateDialog webhook={webhook} onClose={close} onChanged={onChanged} />}
      <ConfirmDialog
        opened={asking === 'delete'}
        title="Delete this webhook?"
        action="Delete the webhook"
        busy={deleting.fetching}
        refusal={refusal}
        onConfirm={() => void takeAway()}
        onClose={close}
      >
        <p>
          Nothing more is sent to {url}. Its secret, its place and its log are gone for good; a new webhook starts with
          what happens after it is made. To stop for a while, turn it off instead.
        </p>
      </ConfirmDialog>
    </section>
  );
}

function factsOf(webhook: ListedWebhookFragment, now: Date) {
  const { createdAt, createdBy, eventTypes, previousSecretUntil, progress } = webhook;
  const until = previousSecretUntil ? new Date(previousSecretUntil) : null;
  return [
    { label: 'State', value: <StateText state={webhookState(webhook, now)} /> },
    { label: 'Told of', value: eventTypes.length === 0 ? eventsInWords(eventTypes) : eventTypes.join(', ') },
    { label: 'Stands at', value: `sequence ${progress?.nextSequence ?? '?'} of the ledger` },
    { label: 'Made', value: `${formatMoment(new Date(createdAt), now)}${createdBy ? ` by ${createdBy.name}` : ''}` },
    ...(until !== null && until > now
      ? [{ label: 'Old secret', value: `signs too until ${formatMoment(until, now)}` }]
      : []),
  ];
}
