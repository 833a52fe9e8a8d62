import { Link } from '@tanstack/react-router';
import type { DecidingProfileFragment } from '../../gql/generated/graphql.ts';
import { count } from '../../lib/words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './organization.module.css';

const COLUMNS: readonly Column<DecidingProfileFragment>[] = [
  {
    label: 'Trust profile',
    part: 'title',
    cell: ({ id, name }) => (
      <Link className="text-link" to="/admin/trust-profiles/$profileId" params={{ profileId: id }}>
        {name}
      </Link>
    ),
  },
  {
    label: 'Approved by',
    cell: ({ requireApproval, requiredApprovals }) =>
      requireApproval ? count(requiredApprovals, 'person', 'people') : 'nobody, it issues by itself',
  },
  {
    label: 'Requesters',
    cell: ({ requireApproval, allowSelfApproval }) => {
      if (!requireApproval) return '';
      return allowSelfApproval ? 'may approve their own' : 'never approve their own';
    },
  },
  {
    label: 'Escalates',
    cell: ({ escalateAfterHours }) => (escalateAfterHours ? `after ${count(escalateAfterHours, 'hour')}` : 'never'),
  },
  {
    label: 'Told then',
    cell: ({ escalateAfterHours, escalationContacts }) => {
      if (!escalateAfterHours) return '';
      return escalationContacts.length === 0 ? 'who can decide' : `who can decide, ${escalationContacts.join(', ')}`;
    },
  },
];

/** What is set profile by profile, side by side: who decides, and who is told when nobody does. */
export function DecidingProfiles({ profiles }: { readonly profiles: readonly DecidingProfileFragment[] }) {
  if (profiles.length === 0) return null;
  return (
    <div className={styles.deciding}>
      <Section title="Set on each trust profile" hint="approvals, self-approval and escalation">
        <DataTable label="Approvals by trust profile" rows={profiles} rowKey={({ id }) => id} columns={COLUMNS} />
      </Section>
    </div>
  );
}
