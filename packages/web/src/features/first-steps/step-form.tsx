import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { Refusal } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './step-form.module.css';

interface StepFormProps {
  readonly action: string;
  readonly busy: boolean;
  /** What was refused and stands at no field. */
  readonly refusal: Refusal | null;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly children?: ReactNode;
  readonly beside?: ReactNode;
}

/** The small form of a step. */
export function StepForm({ action, busy, refusal, onSubmit, children, beside }: StepFormProps) {
  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      {children}
      {refusal && <ErrorState title="Nothing was made">{refusal.message}</ErrorState>}
      <div className={styles.actions}>
        <Button type="submit" loading={busy}>
          {action}
        </Button>
        {beside}
      </div>
    </form>
  );
}
