import { IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ListedChangeFragment } from '../../gql/generated/graphql.ts';
import { formatAgo, formatExact } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './change-strip.module.css';
import { Differences } from './differences.tsx';
import { type ChangeStep, useChangeDecision } from './use-change-decision.ts';

const STEPS: Readonly<Record<ChangeStep, { readonly action: string; readonly says: string }>> = {
  approve: {
    action: 'Approve the change',
    says: 'It is in force at once, for every request that is asked from then on.',
  },
  reject: { action: 'Reject the change', says: 'The profile stays as it is. Say why; it is written into the ledger.' },
  withdraw: { action: 'Withdraw the change', says: 'The profile stays as it is, and another change can be proposed.' },
};

interface ChangeStripProps {
  readonly change: ListedChangeFragment;
  /** It stands on the page of its profile, which needs no link to itself. */
  readonly isOnItsProfile?: boolean;
  readonly onDone: () => void;
}

/** A change that waits for a second admin: how it widens its profile, before and after, and the way to decide. */
export function ChangeStrip({ change, isOnItsProfile = false, onDone }: ChangeStripProps) {
  const { trustProfile } = change;
  const now = useNow(30_000);
  const decision = useChangeDecision(change.id, onDone);
  const step = decision.open;
  const at = new Date(change.proposedAt);
  return (
    <article className={styles.strip} aria-label={`Change of ${trustProfile.name}`}>
      <header className={styles.head}>
        <IconHourglass size={18} stroke={1.75} aria-hidden="true" />
        <div>
          <h2 className={styles.title}>
            {isOnItsProfile ? (
              'Change pending'
            ) : (
              <Link
                className="quiet-link"
                to="/admin/trust-profiles/$profileId"
                params={{ profileId: trustProfile.id }}
              >
                {trustProfile.name}
              </Link>
            )}
          </h2>
          <p className={styles.meta}>
            {change.proposedBy.name} proposed it <time title={formatExact(at)}>{formatAgo(at, now)}</time>, as an edit
            of version {change.baseVersion}. It holds once another admin has approved it.
          </p>
        </div>
      </header>
      <ul className={styles.widens} aria-label="How it widens the profile">
        {change.widens.map((way) => (
          <li key={way}>
            <StateMark state="warn" size={14} />
            {way}
          </li>
        ))}
      </ul>
      <Differences label={`What would change in ${trustProfile.name}`} rows={change.differences} />
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
        {!change.viewerCanDecide.allowed && <p className={styles.meta}>{change.viewerCanDecide.reasons.join(' ')}</p>}
      </div>
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
