import { type ReactNode, useId } from 'react';
import styles from './form-section.module.css';

interface FormSectionProps {
  readonly title: string;
  /** What it decides, for whoever fills it in. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

/** A group of fields: what it decides on the left, the fields on the right; one below the other where it is narrow. */
export function FormSection({ title, about, children }: FormSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.words}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {about !== undefined && <div className={styles.about}>{about}</div>}
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
