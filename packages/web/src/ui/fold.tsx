import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './fold.module.css';

interface FoldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** What is there when one asks for it. */
export function Fold({ label, hint, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <UnstyledButton className={styles.button} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} className={styles.chevron} aria-hidden="true" />
        <span>{label}</span>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </UnstyledButton>
      <div id={id} hidden={!open} className={styles.content}>
        {open && children}
      </div>
    </div>
  );
}
