import { IconLockOpen } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './audit-chain-screen.module.css';
import type { Chain } from './use-chain.ts';
import { useUnseal } from './use-unseal.ts';
import type { Verification } from './use-verification.ts';

const UnsealDialog = lazy(() => import('./unseal-dialog.tsx'));

interface Effects {
  readonly stopped: readonly string[];
  readonly goesOn: readonly string[];
}

const OF_ORGANIZATION: Effects = {
  stopped: ['Submitting', 'Every decision', 'Issuing', 'Configuration'],
  goesOn: ['Reading, signing in', 'Revoking, CRLs', 'Verifying, export'],
};
const OF_PLATFORM: Effects = {
  stopped: ['Signing in', 'People and roles', 'New organizations'],
  goesOn: ['Who is signed in', 'Reading', 'Verifying, export'],
};

interface WhileSealedProps {
  readonly chain: Chain;
  readonly organization: { readonly id: string; readonly name: string; readonly slug: string };
  readonly isPlatform: boolean;
  readonly verification: Verification;
  readonly onUnsealed: () => void;
}

/** What stopped, what goes on, and how it ends. */
export function WhileSealed(props: WhileSealedProps) {
  const { stopped, goesOn } = props.isPlatform ? OF_PLATFORM : OF_ORGANIZATION;
  return (
    <>
      <Section title="While sealed">
        <div className={styles.sealed}>
          <SealedColumn mark="not-allowed" title="Stopped" items={stopped} />
          <SealedColumn mark="pass" title="Goes on" items={goesOn} />
        </div>
      </Section>
      <Section title="What next">{props.isPlatform ? <OnTheServer /> : <Unseal {...props} />}</Section>
    </>
  );
}

function OnTheServer() {
  return (
    <p className={styles.prose}>
      Export the ledger and keep it. The ledger of the platform is unsealed on the server itself, with the storage key:{' '}
      <code>countersign ledger unseal</code>
    </p>
  );
}

function Unseal({ chain, organization, verification, onUnsealed }: WhileSealedProps) {
  const unsealing = useUnseal(organization.id, onUnsealed);
  const [wasOpen, setWasOpen] = useState(false);
  const open = (): void => {
    setWasOpen(true);
    unsealing.open();
  };
  return (
    <>
      <p className={styles.prose}>
        Export the ledger and keep it. A superuser unseals it with a written reason: that closes this ledger for good
        and opens the next epoch, whose first record names the break.
      </p>
      <PermissionButton
        label="Unseal…"
        variant="default"
        permission={chain.viewerCanUnseal}
        brief="superusers only"
        leftSection={<IconLockOpen size={16} stroke={1.75} />}
        onClick={open}
      />
      {!chain.viewerCanUnseal.allowed && <p className={styles.reason}>{chain.viewerCanUnseal.reasons.join(' ')}</p>}
      {wasOpen && (
        <Suspense>
          <UnsealDialog
            organization={organization}
            epoch={chain.epoch}
            unsealing={unsealing}
            verification={verification}
          />
        </Suspense>
      )}
    </>
  );
}

interface SealedColumnProps {
  readonly mark: 'not-allowed' | 'pass';
  readonly title: string;
  readonly items: readonly string[];
}

function SealedColumn({ mark, title, items }: SealedColumnProps) {
  return (
    <div>
      <p className={styles.sealedTitle}>
        <StateMark state={mark} size={14} />
        {title}
      </p>
      <ul className={styles.sealedList}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
