import type { AuditChainStateQuery, VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { formatCount, formatSecond } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './audit-chain-screen.module.css';
import { CheckpointAside } from './checkpoint-aside.tsx';

interface ChainAsideProps {
  readonly chain: AuditChainStateQuery['auditChain'];
  readonly organization: { readonly id: string; readonly slug: string };
  readonly verification: VerificationPartsFragment | null;
  readonly broken: boolean;
}

const STOPPED = ['Submitting', 'Every decision', 'Issuing', 'Configuration'];
const GOES_ON = ['Reading, signing in', 'Revoking, CRLs', 'Verifying, export'];

/** What stands beside the chain: the newest checkpoint, what sealing means, and how to check without this server. */
export function ChainAside({ chain, organization, verification, broken }: ChainAsideProps) {
  const command = `python3 verify_ledger.py ${organization.slug}.jsonl`;
  return (
    <aside className={styles.aside} aria-label="Checkpoint and export">
      {chain.sealed && <WhileSealed />}
      {chain.checkpoint && (
        <CheckpointAside
          note={chain.checkpoint}
          size={chain.size}
          root={chain.root}
          fileName={`${organization.slug}-checkpoint-${chain.size}.txt`}
          broken={broken}
        />
      )}
      {verification?.state === 'DONE' && !broken && <LastVerification verification={verification} />}
      <Section title="Do not take our word">
        <p className={styles.prose}>
          The{' '}
          <a
            className="text-link"
            href={`/ledger/${encodeURIComponent(organization.id)}/export`}
            download={`${organization.slug}.jsonl`}
          >
            export
          </a>{' '}
          checks offline, with a script that shares no code with this server.
        </p>
        <CodeBlock text={command} label="Command to verify the export" />
        <div className={styles.buttons}>
          <CopyButton value={command} label="Copy command" />
        </div>
      </Section>
    </aside>
  );
}

function LastVerification({ verification }: { readonly verification: VerificationPartsFragment }) {
  const now = useNow();
  const at = verification.verifiedAt ? new Date(verification.verifiedAt) : null;
  return (
    <Section title="Last full verification">
      <p className={styles.prose}>
        <strong className={styles.passed}>All {formatCount(verification.total)} records verified</strong>
        {at && <span className="tabular"> {formatSecond(at, now)}</span>}.
      </p>
    </Section>
  );
}

function WhileSealed() {
  return (
    <>
      <Section title="While sealed">
        <div className={styles.sealed}>
          <SealedColumn mark="not-allowed" title="Stopped" items={STOPPED} />
          <SealedColumn mark="pass" title="Goes on" items={GOES_ON} />
        </div>
      </Section>
      <Section title="What next">
        <p className={styles.prose}>
          Export the ledger and keep it. A superuser unseals it with a written reason: that closes this ledger for good
          and opens the next epoch, whose first record names the break.
        </p>
      </Section>
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
