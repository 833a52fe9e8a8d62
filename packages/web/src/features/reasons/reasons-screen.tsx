import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBan, IconPencil, IconRotateClockwise } from '@tabler/icons-react';
import { useState } from 'react';
import type { ManagedReasonFragment, ReasonKind } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { EditReasonDialog } from './edit-reason-dialog.tsx';
import styles from './reasons.module.css';
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
      <PageHeader
        title="Reasons"
        about="Words that everybody here can choose from when they decide or ask, so that the ledger says the same thing in the same way. What one writes oneself is added to them."
      >
        <PermissionButton
          label="New reason"
          permission={organization.viewerCanManage}
          onClick={() => setEdited({ id: null, text: '' })}
        />
      </PageHeader>
      <div className={styles.kinds}>
        <SegmentedControl
          aria-label="Kind of reason"
          data={KINDS.map(({ value, label }) => ({ value, label }))}
          value={kind}
          onChange={(chosen) => setKind(KINDS.find(({ value }) => value === chosen)?.value ?? 'REJECT')}
        />
        <p className={styles.use}>{KINDS.find(({ value }) => value === kind)?.use}</p>
      </div>
      {failure && (
        <ErrorState title="The reasons could not be read" retry={vocabulary.read}>
          {failure.message}
        </ErrorState>
      )}
      {refusal && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
      {loading && <LoadingRows what="reasons" rows={3} />}
      {!failure && !loading && reasons.length === 0 && (
        <EmptyState title="No reason of this kind yet">
          Everybody writes their own until there are some. Good ones name what was looked at, such as “Change ticket
          checked”.
        </EmptyState>
      )}
      {reasons.length > 0 && (
        <DataTable
          label="Reasons"
          rows={reasons}
          rowKey={({ id }) => id}
          columns={mayManage ? [...COLUMNS, ...actions(vocabulary, setEdited)] : COLUMNS}
          isPast={({ active }) => !active}
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
  { label: 'Reason', part: 'title', cell: ({ text }) => text },
  {
    label: 'State',
    cell: ({ active }) =>
      active ? (
        <StateWord state="pass">in use</StateWord>
      ) : (
        <StateWord state="not-allowed">not offered any more</StateWord>
      ),
  },
];

function actions(
  { reasons, busy, move, setActive }: Vocabulary,
  edit: (reason: { readonly id: string; readonly text: string }) => void,
): readonly Column<ManagedReasonFragment>[] {
  return [
    {
      label: 'Order',
      cell: ({ id, text }) => (
        <span className={styles.order}>
          <ActionIcon
            aria-label={`Move “${text}” up`}
            disabled={busy || reasons[0]?.id === id}
            onClick={() => void move(id, -1)}
          >
            <IconArrowUp size={14} stroke={1.75} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Move “${text}” down`}
            disabled={busy || reasons.at(-1)?.id === id}
            onClick={() => void move(id, 1)}
          >
            <IconArrowDown size={14} stroke={1.75} />
          </ActionIcon>
        </span>
      ),
    },
    {
      label: 'Actions',
      part: 'actions',
      cell: ({ id, text, active }) => (
        <RowMenu
          of={`“${text}”`}
          actions={[
            { label: 'Edit', icon: IconPencil, onClick: () => edit({ id, text }) },
            active
              ? { label: 'Deactivate', icon: IconBan, onClick: () => void setActive(id, false), ends: true }
              : { label: 'Use again', icon: IconRotateClockwise, onClick: () => void setActive(id, true) },
          ]}
        />
      ),
    },
  ];
}
