import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import styles from './new-pill.module.css';

interface NewPillProps {
  readonly count: number;
  readonly onTakeIn: () => void;
}

/** What came in since the list was read. Floats on the list's edge and pushes nothing. */
export function NewPill({ count, onTakeIn }: NewPillProps) {
  return (
    <div className={styles.place} aria-live="polite">
      {count > 0 && (
        <UnstyledButton className={styles.pill} onClick={onTakeIn}>
          <IconArrowUp size={14} stroke={2} aria-hidden="true" />
          {count} new
        </UnstyledButton>
      )}
    </div>
  );
}
