import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './records-section.module.css';
import type { ChainNavigation, ChainPlace } from './use-chain-place.ts';

interface ViewTabsProps {
  readonly view: ChainPlace['view'];
  readonly hint?: ReactNode;
  readonly goTo: ChainNavigation['goTo'];
}

const VIEWS = [
  { view: 'records', label: 'Records' },
  { view: 'verifications', label: 'Verifications' },
] as const;

/** Records, or the history of who verified them. */
export function ViewTabs({ view: shown, hint, goTo }: ViewTabsProps) {
  return (
    <div className={styles.views}>
      {VIEWS.map(({ view, label }) => (
        <UnstyledButton
          key={view}
          className={styles.view}
          aria-current={view === shown ? 'true' : undefined}
          onClick={() => goTo({ view, record: null, type: null })}
        >
          {label}
        </UnstyledButton>
      ))}
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </div>
  );
}
