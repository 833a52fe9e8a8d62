import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { type State, StateMark } from './state-mark.tsx';
import styles from './verdict-strip.module.css';

export interface Check {
  /** A fact that is worth a look, and no rule of the policy. */
  readonly isSignal: boolean;
  readonly rule: string;
  readonly state: Extract<State, 'pass' | 'warn' | 'fail'>;
  readonly explanation: ReactNode;
}

interface VerdictStripProps {
  readonly state: Check['state'];
  readonly verdict: string;
  readonly checks: readonly Check[];
  /** Passing checks beyond this many stay folded; what warns or fails never does. */
  readonly shownPassing: number;
  readonly children: ReactNode;
}

/** The one filled strip: what policy says on the left, what people have said on the right. */
export function VerdictStrip({ state, verdict, checks, shownPassing, children }: VerdictStripProps) {
  const [open, setOpen] = useState(false);
  const exceptions = checks.filter((check) => check.state !== 'pass');
  const passing = checks.filter((check) => check.state === 'pass');
  const hidden = passing.length - shownPassing > 1 ? passing.length - shownPassing : 0;
  const shown = [...exceptions, ...(open || hidden === 0 ? passing : passing.slice(0, shownPassing))];
  return (
    <section className={styles.strip} aria-label="Policy verdict">
      <div className={styles.policy}>
        <h2 className={styles.verdict}>
          <StateMark state={state} size={18} />
          {verdict}
        </h2>
        <CheckList label="Rules" checks={shown.filter(({ isSignal }) => !isSignal)} />
        <CheckList label="Signals" checks={shown.filter(({ isSignal }) => isSignal)} />
        {hidden > 0 && (
          <UnstyledButton className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <StateMark state="pass" />
            <span>
              {open ? 'Fewer' : `${hidden} ${shownPassing === 0 && exceptions.length === 0 ? '' : 'other '}checks pass`}
            </span>
            {open ? <IconChevronUp size={14} aria-hidden="true" /> : <IconChevronDown size={14} aria-hidden="true" />}
          </UnstyledButton>
        )}
      </div>
      <div className={styles.people}>{children}</div>
    </section>
  );
}

function CheckList({ label, checks }: { readonly label: string; readonly checks: readonly Check[] }) {
  const headingId = useId();
  if (checks.length === 0) return null;
  return (
    <>
      <h3 id={headingId} className={styles.kind}>
        {label}
      </h3>
      <ul className={styles.checks} aria-labelledby={headingId}>
        {checks.map((check) => (
          <li key={check.rule} className={styles.check} data-state={check.state}>
            <StateMark state={check.state} />
            <span className={styles.rule}>
              <span className="visually-hidden">{check.state}: </span>
              {check.rule}
            </span>
            <span className={styles.why}>{check.explanation}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
