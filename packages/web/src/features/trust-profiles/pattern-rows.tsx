import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import styles from './pattern-rows.module.css';
import type { PatternVerdict } from './pattern-words.ts';

interface PatternRowsProps {
  readonly legend: string;
  readonly hint: string;
  readonly rows: readonly string[];
  readonly error: string | null;
  /** What the server said of one row; gone once it is edited. */
  readonly errorOf: (index: number) => string | null;
  readonly verdictOf: (index: number) => PatternVerdict | null;
  readonly placeholder: string;
  readonly onChange: (rows: readonly string[]) => void;
}

/** Patterns, one a row, each with what it covers; a list that is pasted into one becomes as many rows. */
export function PatternRows(props: PatternRowsProps) {
  const { legend, hint, rows, error, errorOf, verdictOf, placeholder, onChange } = props;
  const hintId = useId();
  const put = (index: number, text: string): void => {
    const parts = text.split(/[\s,;]+/);
    onChange([...rows.slice(0, index), ...parts, ...rows.slice(index + 1)]);
  };
  const move = (index: number, by: -1 | 1): void => {
    const moved = [...rows];
    const [row = ''] = moved.splice(index, 1);
    moved.splice(index + by, 0, row);
    onChange(moved);
  };
  return (
    <fieldset className={styles.rows} aria-describedby={hintId}>
      <legend className={styles.legend}>{legend}</legend>
      <p id={hintId} className={styles.hint}>
        {hint}
      </p>
      {rows.map((row, index) => {
        const name = row.trim() === '' ? `row ${index + 1}` : row;
        const verdict = verdictOf(index);
        const fault = errorOf(index) ?? (verdict?.state === 'wrong' ? verdict.words : null);
        return (
          // Rows have no identity but their place.
          <div key={index} className={styles.row}>
            <TextInput
              className={styles.input}
              aria-label={`${legend}, row ${index + 1}`}
              placeholder={placeholder}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              classNames={{ input: 'mono' }}
              value={row}
              error={fault}
              description={fault === null ? verdict?.words : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              onChange={(event) => put(index, event.currentTarget.value)}
            />
            <span className={styles.tools}>
              <ActionIcon
                className={styles.move}
                size={32}
                aria-label={`Move ${name} up`}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={14} stroke={1.75} />
              </ActionIcon>
              <ActionIcon
                className={styles.move}
                size={32}
                aria-label={`Move ${name} down`}
                disabled={index === rows.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={14} stroke={1.75} />
              </ActionIcon>
              <ActionIcon
                size={32}
                aria-label={`Remove ${name}`}
                onClick={() => onChange(rows.filter((_, other) => other !== index))}
              >
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            </span>
          </div>
        );
      })}
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          className="quiet-button"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => onChange([...rows, ''])}
        >
          Add a row
        </Button>
      </div>
    </fieldset>
  );
}
