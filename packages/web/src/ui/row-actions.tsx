import { Button } from '@mantine/core';
import styles from './row-actions.module.css';
import { type RowAction, RowMenu } from './row-menu.tsx';

interface RowActionsProps {
  /** What the row is about: `Mara Novak`. */
  readonly of: string;
  readonly actions: readonly RowAction[];
}

/** The first thing that may be done shows as one comes to the row; everything is in the menu. */
export function RowActions({ of, actions }: RowActionsProps) {
  const first = actions.find(({ permission, ends }) => permission?.allowed !== false && ends !== true);
  return (
    <span className={styles.actions}>
      {first && (
        <Button
          size="xs"
          variant="default"
          className={`quiet-button ${styles.first}`}
          aria-label={`${first.label}: ${of}`}
          onClick={first.onClick}
        >
          {first.label}
        </Button>
      )}
      <RowMenu of={of} actions={actions} />
    </span>
  );
}
