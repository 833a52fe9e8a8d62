import { Button, Textarea } from '@mantine/core';
import { type Ref, useId } from 'react';
import { formatCount } from '../../lib/time.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { justificationHints, justificationLength, MAX_JUSTIFICATION } from './justification-hints.ts';
import styles from './new-request-screen.module.css';

interface JustificationFieldProps {
  readonly value: string;
  readonly required: boolean;
  readonly error: string | null;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  /** What the organization offers as reasons for asking. */
  readonly suggestions: readonly { readonly id: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

/** Why it is asked, with what makes a good answer ticked off as one writes. */
export function JustificationField({
  value,
  required,
  error,
  fieldRef,
  suggestions,
  onChange,
}: JustificationFieldProps) {
  const id = useId();
  const hintsId = useId();
  return (
    <div>
      <div className={styles.labelLine}>
        <label htmlFor={id} className={styles.label}>
          Justification{!required && <span className={styles.optional}> optional under this profile</span>}
        </label>
        <span className={`${styles.counter} tabular`}>
          {formatCount(justificationLength(value))} / {formatCount(MAX_JUSTIFICATION)}
        </span>
      </div>
      <Textarea
        ref={fieldRef}
        id={id}
        aria-describedby={hintsId}
        placeholder="What changes, from when, for whom, and where it was agreed."
        autosize
        minRows={4}
        maxRows={14}
        classNames={{ input: styles.prose ?? '' }}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {suggestions.length > 0 && (
        <ul className={styles.suggestions} aria-label="Reasons that are often given">
          {suggestions.map(({ id: key, text }) => (
            <li key={key}>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onChange(value.trim() === '' ? text : `${value.trimEnd()}\n${text}`)}
              >
                {text}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ul id={hintsId} className={styles.hints} aria-label="What helps whoever decides">
        {justificationHints(value).map(({ label, found }) => (
          <li key={label} className={styles.hint} data-found={found || undefined}>
            <StateMark state={found ? 'pass' : 'later'} />
            {label}
            {found && <span className="visually-hidden">, found</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
