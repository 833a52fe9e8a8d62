import { Link } from '@tanstack/react-router';
import type { ListedChangeFragment } from '../../gql/generated/graphql.ts';
import { formatExact } from '../../lib/time.ts';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { DifferencesTable } from './differences-table.tsx';
import styles from './trust-profiles.module.css';
import { type ChangeStep, useChangeDecision } from './use-change-decision.ts';

const ENDED: Readonly<Record<Exclude<ListedChangeFragment['status'], 'PENDING'>, string>> = {
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
  SUPERSEDED: 'Superseded',
  WITHDRAWN: 'Withdrawn',
};

const STEPS: Readonly<Record<ChangeStep, { readonly action: string; readonly says: string }>> = {
  approve: {
    action: 'Approve the change',
    says: 'It is in force at once, for every request that is asked from then on.',
  },
  reject: { action: 'Reject the change', says: 'The profile stays as it is. Say why; it is written into the ledger.' },
  withdraw: { action: 'Withdraw the change', says: 'The profile stays as it is, and another change can be proposed.' },
};

/** A change that waits, or waited, for a second admin: how it widens its profile, before and after. */
export function ChangeCard({ change, onDone }: { readonly change: ListedChangeFragment; readonly onDone: () => void }) {
  const { trustProfile, status } = change;
  const decision = useChangeDecision(change.id, onDone);
  const step = decision.open;
  return (
    <article className={styles.change} aria-label={`Change of ${trustProfile.name}`}>
      <div>
        <strong>
          <Link className="text-link" to="/admin/trust-profiles/$profileId" params={{ profileId: trustProfile.id }}>
            {trustProfile.name}
          </Link>
        </strong>
        <div className={styles.meta}>
          Proposed by {change.proposedBy.name} for version {change.baseVersion},{' '}
          {formatExact(new Date(change.proposedAt))}
        </div>
        {status !== 'PENDING' && (
          <div className={styles.meta}>
            {ENDED[status]}
            {change.decidedBy && ` by ${change.decidedBy.name}`}
            {change.decidedAt && `, ${formatExact(new Date(change.decidedAt))}`}
            {change.reason && `: ${change.reason}`}
          </div>
        )}
      </div>
      <ul className={styles.widens} aria-label="How it widens the profile">
        {change.widens.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <DifferencesTable label={`What would change in ${trustProfile.name}`} rows={change.differences} />
      {status === 'PENDING' && (
        <div className={styles.actions}>
          <PermissionButton
            label="Approve"
            permission={change.viewerCanDecide}
            onClick={() => decision.start('approve')}
          />
          <PermissionButton
            label="Reject"
            variant="default"
            permission={change.viewerCanDecide}
            onClick={() => decision.start('reject')}
          />
          {change.viewerCanWithdraw.allowed && (
            <PermissionButton
              label="Withdraw"
              variant="default"
              permission={change.viewerCanWithdraw}
              onClick={() => decision.start('withdraw')}
            />
          )}
        </div>
      )}
      {step !== null && (
        <ReasonDialog
          opened
          title={`${STEPS[step].action} of ${trustProfile.name}`}
          names={trustProfile.domains}
          consequence={STEPS[step].says}
          action={STEPS[step].action}
          reason={step === 'reject' ? 'required' : 'optional'}
          askPassword={decision.refusal?.code === 'REAUTHENTICATE'}
          busy={decision.busy}
          error={decision.refusal === null ? null : { title: 'Nothing was decided', detail: decision.refusal.message }}
          onAnswer={({ reason, password }) => void decision.answer(reason, password)}
          onClose={decision.close}
        />
      )}
    </article>
  );
}
