import type { ReactNode } from 'react';
import { PersonMark } from './actor-mark.tsx';
import styles from './person-name.module.css';

interface PersonNameProps {
  readonly name: string;
  readonly email: string;
  /** A word on how they stand, beside the name. */
  readonly beside?: ReactNode;
}

/** A person in a list: round mark, name, address. */
export function PersonName({ name, email, beside }: PersonNameProps) {
  return (
    <span className={styles.person}>
      <PersonMark name={name} size="lg" />
      <span className={styles.words}>
        <span className={styles.line}>
          <span className={styles.name}>{name}</span>
          {beside}
        </span>
        <span className={styles.email}>{email}</span>
      </span>
    </span>
  );
}
