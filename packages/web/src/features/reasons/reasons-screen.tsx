import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { ManagedReasonFragment, ReasonKind } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { EditReasonDialog } from './edit-reason-dialog.tsx';
import { useReasons, type Vocabulary } from './use-reasons.ts';

const KINDS: readonly { readonly value: ReasonKind; readonly label: string; readonly use: string }[] = [
  { value: 'REJECT', label: 'Rejecting', use: 'Offered to whoever rejects a request.' },
  { value: 'APPROVE', label: 'Approving', use: 'Offered to whoever approves a request.' },
  { value: 'VOID', label: 'Voiding', use: 'Offered to admins who void a request.' },
  { value: 'REQUEST', label: 'Requesting', use: 'Suggested as a justification to whoever asks.' },
];

/** What an organization offers as reasons, kind by kind, in its order. */
export default function ReasonsScreen() {
  const organization = useOrganization();
  const [kind, setKind] = useState<ReasonKind>('REJECT');
  const vocabulary = useReasons(organization.id, kind);
  const [edited, setEdited] = useState<{ readonly id: string | null; readonly text: string } | null>(null);
  const { reasons, loading, failure, refusal } = vocabulary;
  const mayManage = organization.viewerCanManage.allowed;
  return (
    <>
      <PageHeader title="Reasons">
        <PermissionButton
          label="New reason"
          variant="default"
          permission={organization.viewerCanManage}
          onClick={() => setEdited({ id: null, text: '' })}
        />
      </PageHeader>
      <SegmentedControl
        aria-label="Kind of reason"
        data={KINDS.map(({ value, label }) => ({ value, label }))}
        value={kind}
        mb="sm"
        onChange={(chosen) => setKind(KINDS.find(({ value }) => value === chosen)?.value ?? 'REJECT')}
      />
      <p>{KINDS.find(({ value }) => value === kind)?.use}</p>
      {failure && (
        <ErrorState title="The reasons could not be read" retry={vocabulary.read}>
          {failure.message}
        </ErrorState>
      )}
      {refusal && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
      {!failure && !loading && reasons.length === 0 && (
        <EmptyState title="No reason of this kind yet">Everybody writes their own until there are some.</EmptyState>
      )}
      {reasons.length > 0 && (
        <DataTable
          label="Reasons"
          rows={reasons}
          rowKey={({ id }) => id}
          columns={mayManage ? [...COLUMNS, actions(vocabulary, setEdited)] : COLUMNS}
        />
      )}
      <EditReasonDialog
        text={edited?.text ?? null}
        isNew={edited?.id === null}
        busy={vocabulary.busy}
        onSave={(text) => vocabulary.save(edited?.id ?? null, text)}
        onClose={() => setEdited(null)}
      />
    </>
  );
}

const COLUMNS: readonly Column<ManagedReasonFragment>[] = [
  { label: 'Reason', cell: ({ text }) => text },
  { label: 'In use', cell: ({ active }) => (active ? 'Yes' : 'No') },
];

function actions(
  { reasons, busy, move, setActive }: Vocabulary,
  edit: (reason: { readonly id: string; readonly text: string }) => void,
): Column<ManagedReasonFragment> {
  return {
    label: 'Actions',
    alignEnd: true,
    cell: ({ id, text, active }) => (
      <Group gap="xs" justify="flex-end" wrap="nowrap">
        <ActionIcon
          variant="default"
          aria-label={`Move “${text}” up`}
          disabled={busy || reasons[0]?.id === id}
          onClick={() => void move(id, -1)}
        >
          <IconArrowUp size={14} stroke={1.75} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label={`Move “${text}” down`}
          disabled={busy || reasons.at(-1)?.id === id}
          onClick={() => void move(id, 1)}
        >
          <IconArrowDown size={14} stroke={1.75} />
        </ActionIcon>
        <Button size="xs" variant="default" aria-label={`Edit “${text}”`} onClick={() => edit({ id, text })}>
          Edit
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={`${active ? 'Deactivate' : 'Use again'} “${text}”`}
          disabled={busy}
          onClick={() => void setActive(id, !active)}
        >
          {active ? 'Deactivate' : 'Use again'}
        </Button>
      </Group>
    ),
  };
}
