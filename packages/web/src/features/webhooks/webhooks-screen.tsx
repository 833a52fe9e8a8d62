import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { type ListedWebhookFragment, WebhooksDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { failureOf } from '../../lib/user-error.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { NewWebhookDialog } from './new-webhook-dialog.tsx';
import { StateText } from './state-text.tsx';
import { WebhookDetail } from './webhook-detail.tsx';
import { eventsInWords, webhookState } from './webhook-words.ts';
import styles from './webhooks-screen.module.css';

/** Where events are posted to, and how that goes. */
export default function WebhooksScreen() {
  const organization = useOrganization();
  const { viewerCanManage } = organization;
  const [isMaking, setIsMaking] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const now = useNow(30_000);
  const [{ data, fetching, error }, read] = useQuery({
    query: WebhooksDocument,
    variables: { organizationId: organization.id },
    pause: !viewerCanManage.allowed,
  });
  const webhooks = data?.webhooks.nodes ?? [];
  const reload = (): void => read({ requestPolicy: 'network-only' });
  const open = webhooks.find(({ id }) => id === openId) ?? null;
  const columns: readonly Column<ListedWebhookFragment>[] = [
    {
      label: 'Address',
      part: 'title',
      cell: ({ url, description }) => (
        <>
          <span className={styles.address}>{url}</span>
          {description !== '' && <p className={styles.beside}>{description}</p>}
        </>
      ),
    },
    { label: 'State', cell: (webhook) => <StateText state={webhookState(webhook, now)} /> },
    { label: 'Told of', cell: ({ eventTypes }) => eventsInWords(eventTypes) },
    {
      label: 'Manage',
      alignEnd: true,
      cell: ({ id, url }) => (
        <Button
          size="xs"
          variant="default"
          className="quiet-button"
          aria-expanded={id === openId}
          aria-label={`${id === openId ? 'Close' : 'Open'} ${url}`}
          onClick={() => setOpenId(id === openId ? null : id)}
        >
          {id === openId ? 'Close' : 'Open'}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Webhooks"
        about="What happens here, posted to an address of yours: signed, in the order of the ledger, and again until it is accepted."
      >
        <PermissionButton label="New webhook" permission={viewerCanManage} onClick={() => setIsMaking(true)} />
      </PageHeader>
      {!viewerCanManage.allowed && (
        <EmptyState title="Admins see the webhooks">{viewerCanManage.reasons.join(' ')}</EmptyState>
      )}
      {error && (
        <ErrorState title="The webhooks could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && !data && <LoadingRows what="webhooks" rows={2} />}
      {viewerCanManage.allowed && !error && data && webhooks.length === 0 && (
        <EmptyState title="No webhook yet">
          A webhook posts what happens here to an address of yours: signed, in order, and again until it is accepted.
        </EmptyState>
      )}
      {webhooks.length > 0 && <DataTable label="Webhooks" rows={webhooks} rowKey={({ id }) => id} columns={columns} />}
      {open && (
        <WebhookDetail
          key={open.id}
          webhook={open}
          onChanged={reload}
          onDeleted={() => {
            setOpenId(null);
            reload();
          }}
        />
      )}
      <NewWebhookDialog
        opened={isMaking}
        organizationId={organization.id}
        onClose={() => setIsMaking(false)}
        onMade={(id) => {
          setOpenId(id);
          reload();
        }}
      />
    </>
  );
}
