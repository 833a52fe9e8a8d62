import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { EpochPartsFragment, VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { titleOfBreak } from '../../lib/break-words.ts';
import { formatCount, formatSecond } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { BreakFacts } from '../../ui/break-facts.tsx';
import { ChainRuler } from '../../ui/chain-ruler.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './verification-strip.module.css';
import { recordsOf } from './verification-words.ts';

interface ClosedEpochStripProps {
  readonly epoch: EpochPartsFragment;
  readonly organization: { readonly id: string; readonly slug: string };
  /** The newest one that also looked at this epoch. */
  readonly verification: VerificationPartsFragment | null;
}

/** How a closed ledger stands: broken, and acknowledged by somebody, for a reason. */
export function ClosedEpochStrip({ epoch, organization, verification }: ClosedEpochStripProps) {
  const now = useNow(60_000);
  const finding = verification?.closedEpochs.find((each) => each.epoch === epoch.epoch);
  const isChanged = finding?.isAsAcknowledged === false;
  const broken = epoch.firstBroken ?? null;
  const where = broken === null ? 'does not verify' : titleOfBreak(epoch.what, formatCount(broken));
  return (
    <section className={styles.strip} aria-label={`Epoch ${epoch.epoch}`}>
      <h2 className={styles.title} data-state={isChanged ? 'fail' : 'warn'}>
        <StateMark state={isChanged ? 'fail' : 'warn'} size={18} />
        {isChanged ? 'Changed once more after it was closed' : `Broken, acknowledged: ${where}`}
      </h2>
      <p className={styles.detail}>
        {epoch.sealedBecause.replace(/\.$/, '')}. {recordsOf(epoch.verifiedSize)} of {formatCount(epoch.size)} are
        right. Closed {formatSecond(new Date(epoch.closedAt), now)} by {epoch.closedBy.name} because: {epoch.reason}
      </p>
      {isChanged && <p className={styles.detail}>{finding.explanation}</p>}
      <ChainRuler
        total={Number(epoch.size)}
        verified={Number(epoch.verifiedSize)}
        broken={broken === null ? null : Number(broken)}
        running={false}
      />
      <BreakFacts what={epoch.what} />
      <div className={styles.actions}>
        {epoch.lastCheckpoint && <CopyButton value={epoch.lastCheckpoint} label="Copy last checkpoint" />}
        <Button
          component="a"
          size="xs"
          variant="default"
          className="quiet-button"
          leftSection={<IconDownload size={14} stroke={1.75} />}
          href={`/ledger/${encodeURIComponent(organization.id)}/${epoch.epoch}/export`}
          download={`${organization.slug}-epoch-${epoch.epoch}.jsonl`}
        >
          Export epoch {epoch.epoch}
        </Button>
      </div>
    </section>
  );
}
