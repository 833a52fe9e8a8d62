import type { VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { formatSecond } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './audit-chain-screen.module.css';
import { CheckpointAside } from './checkpoint-aside.tsx';
import { RequesterName } from './requester-name.tsx';
import type { Chain } from './use-chain.ts';
import type { Verification } from './use-verification.ts';
import { ownRecordsOf } from './verification-epoch.ts';
import { allVerified } from './verification-words.ts';
import { WhileSealed } from './while-sealed.tsx';

export interface ChainAsideProps {
  readonly chain: Chain;
  readonly organization: { readonly id: string; readonly name: string; readonly slug: string };
  readonly isPlatform: boolean;
  readonly verification: Verification;
  readonly onUnsealed: () => void;
}

/** What stands beside the chain: the newest checkpoint, what sealing means, and how to check without this server. */
export function ChainAside(props: ChainAsideProps) {
  const { chain, organization, verification } = props;
  const { current } = verification;
  const isBroken = chain.sealed || current?.ok === false;
  const command = `python3 verify_ledger.py ${organization.slug}.jsonl`;
  return (
    <aside className={styles.aside} aria-label="Checkpoint and export">
      {chain.sealed && <WhileSealed {...props} />}
      {chain.checkpoint && (
        <CheckpointAside
          note={chain.checkpoint}
          size={chain.size}
          root={chain.root}
          verifierKeys={chain.verifierKeys}
          address={`/ledger/${encodeURIComponent(organization.id)}/checkpoint`}
          fileName={`${organization.slug}-checkpoint-${chain.size}.txt`}
          broken={isBroken}
        />
      )}
      {current?.ok === true && !isBroken && <LastVerification verification={current} />}
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
        <strong className={styles.passed}>{allVerified(ownRecordsOf(verification))}</strong>
        {at && <span className="tabular"> {formatSecond(at, now)}</span>}, asked by{' '}
        <RequesterName id={verification.requestedBy} />.
      </p>
    </Section>
  );
}
