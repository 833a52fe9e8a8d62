import type { VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import type { Pace } from '../../lib/pace.ts';
import { useNow } from '../../lib/use-now.ts';
import { BreakFacts } from '../../ui/break-facts.tsx';
import { ChainRuler } from '../../ui/chain-ruler.tsx';
import { type State, StateMark } from '../../ui/state-mark.tsx';
import { RequesterName } from './requester-name.tsx';
import { ownRecordsOf } from './verification-epoch.ts';
import styles from './verification-strip.module.css';
import { verificationWords } from './verification-words.ts';

interface VerificationStripProps {
  readonly current: VerificationPartsFragment | null;
  readonly pace: Pace | null;
  /** Size of the chain as it stands; null while it is read. */
  readonly size: string | null;
  readonly stopping: boolean;
  /** Why the chain is sealed; null where it is not. */
  readonly sealedBecause: string | null;
}

const CHECKS = [
  'No gap in the numbers',
  'Time never runs back',
  'Every entry canonical',
  'Every hash and link right',
] as const;

/** The verification: how far it is while it runs, then its verdict. */
export function VerificationStrip(props: VerificationStripProps) {
  const { current, size } = props;
  const now = useNow();
  const words = verificationWords({ ...props, now });
  const running = current?.state === 'RUNNING';
  const total = Number(current?.total ?? size ?? 0);
  const percent = total === 0 ? 100 : Math.floor((Number(current?.verified ?? 0) * 100) / total);
  const isBroken = current?.ok === false;
  const isPassed = words.state === 'pass';
  return (
    <section className={styles.strip} aria-label="Verification" data-reading={size === null || undefined}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title} data-state={words.state}>
            {words.state && <StateMark state={words.state} size={18} />}
            {words.title}
          </h2>
          <p className={`${styles.detail} tabular`}>
            {words.detail}
            {running && (
              <>
                {' · asked by '}
                <RequesterName id={current.requestedBy} />
              </>
            )}
          </p>
        </div>
        {running && (
          <p className={`${styles.percent} tabular`}>
            {percent}
            <span className={styles.unit}>%</span>
          </p>
        )}
      </div>
      {current && (running || isPassed || isBroken) && (
        <ChainRuler
          total={running ? total : Number(isPassed ? ownRecordsOf(current) : (size ?? 0))}
          verified={Number(running ? current.verified : ownRecordsOf(current))}
          broken={isBroken && current.firstBroken ? Number(current.firstBroken) : null}
          running={running}
        />
      )}
      {isBroken && <BreakFacts what={current.what} expected={current.expected} found={current.found} />}
      {(running || isPassed) && (
        <ul className={styles.checks}>
          {CHECKS.map((check) => (
            <Check key={check} state="pass" label={check} />
          ))}
          <Check
            state={running ? 'later' : 'pass'}
            label={running ? 'Kept checkpoints, compared at the end' : 'Every kept checkpoint agrees'}
          />
        </ul>
      )}
      <p className="visually-hidden" role="status">
        {running ? '' : words.title}
      </p>
    </section>
  );
}

function Check({ state, label }: { readonly state: State; readonly label: string }) {
  return (
    <li className={styles.check}>
      <StateMark state={state} />
      {label}
    </li>
  );
}
