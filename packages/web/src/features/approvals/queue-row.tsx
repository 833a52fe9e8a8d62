import {
  IconAlarm,
  IconAsterisk,
  IconClock,
  IconFlask,
  IconKey,
  IconPlus,
  IconServer2,
  IconSparkles,
  IconUsers,
} from '@tabler/icons-react';
import type { QueueRowFragment } from '../../gql/generated/graphql.ts';
import { approvalsOf, outcomeOf } from '../../lib/request-words.ts';
import { formatAgo, formatDuration } from '../../lib/time.ts';
import { capitalised } from '../../lib/words.ts';
import { ActorMark } from '../../ui/actor-mark.tsx';
import { AgeMeter } from '../../ui/age-meter.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { QuorumDots } from '../../ui/quorum-dots.tsx';
import { RiskChip } from '../../ui/risk-chip.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './queue-row.module.css';

const WARNING_CHIPS: Readonly<Record<string, { label: string; icon: typeof IconKey }>> = {
  'wildcard name': { label: 'Wildcard', icon: IconAsterisk },
  'previous certificate': { label: 'First for this name', icon: IconSparkles },
  'key changed': { label: 'New key', icon: IconKey },
  'key reused': { label: 'Key in use elsewhere', icon: IconKey },
  'names changed': { label: 'Names changed', icon: IconPlus },
  hour: { label: 'Unusual hour', icon: IconClock },
};

interface QueueRowProps {
  readonly row: QueueRowFragment;
  readonly now: Date;
  readonly isSelected: boolean;
  readonly isMarked: boolean;
}

/** One request in three lines, always of the same height. */
export function QueueRow({ row, now, isSelected, isMarked }: QueueRowProps) {
  const [first = ''] = row.domains;
  const more = row.domains.length - 1;
  const requestedAt = new Date(row.requestedAt);
  const outcome = outcomeOf(row);
  const approved = approvalsOf(row);
  return (
    <div
      className={styles.row}
      data-selected={isSelected || undefined}
      data-marked={isMarked || undefined}
      data-over={outcome !== null || undefined}
    >
      <div className={styles.line}>
        <span className={styles.host}>
          <HostName name={first} fit="cut" muted={outcome !== null} />
          {more > 0 && <span className={styles.more}>+{more}</span>}
        </span>
        <span className={`${styles.age} tabular`}>{formatDuration(now.getTime() - requestedAt.getTime())}</span>
      </div>
      <div className={styles.line}>
        <span className={styles.who}>
          {row.trustProfile.name} <span aria-hidden="true">·</span>{' '}
          {row.requester.kind !== 'USER' && <ActorMark kind={row.requester.kind} name={row.requester.name} />}
          <span className={styles.requester}>{row.requester.name}</span>
        </span>
        {outcome === null && row.escalateAt && (
          <AgeMeter requestedAt={requestedAt} escalateAt={new Date(row.escalateAt)} now={now} />
        )}
      </div>
      <div className={styles.line}>
        {outcome === null ? (
          <span className={styles.chips}>
            {row.escalatedAt && <RiskChip label="Escalated" icon={IconAlarm} tone="fail" />}
            {row.quorum?.isReachable === false && <RiskChip label="Too few to decide" icon={IconUsers} tone="fail" />}
            {row.policyChecks
              .filter(({ outcome: how }) => how === 'WARN')
              .flatMap(({ rule }) => WARNING_CHIPS[rule] ?? [])
              .slice(0, 3)
              .map(({ label, icon }) => (
                <RiskChip key={label} label={label} icon={icon} tone="warn" />
              ))}
            {row.policyChecks.some(({ outcome: how }) => how === 'FAIL') && (
              <RiskChip label="No longer fits" icon={IconAsterisk} tone="fail" />
            )}
            <RiskChip
              label={capitalised(row.environment)}
              icon={row.environment === 'production' ? IconServer2 : IconFlask}
            />
          </span>
        ) : (
          <span className={styles.outcome}>
            <StateMark state={row.status === 'APPROVED' ? 'pass' : 'fail'} size={14} />
            <span>
              {outcome.word}
              {outcome.by !== null && ` by ${outcome.by}`}
              {outcome.at !== null && ` ${formatAgo(outcome.at, now)}`}
            </span>
          </span>
        )}
        <QuorumDots approved={approved} required={row.requiredApprovals} muted={outcome !== null} />
      </div>
    </div>
  );
}
