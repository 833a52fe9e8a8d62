import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import styles from './trust-profiles.module.css';

interface PatternRowsProps {
  readonly legend: string;
  readonly hint: string;
  readonly rows: readonly string[];
  readonly error: string | null;
  readonly placeholder: string;
  readonly onChange: (rows: readonly string[]) => void;
}

/** Patterns, one a row; a list that is pasted into one becomes as many rows. */
export function PatternRows({ legend, hint, rows, error, placeholder, onChange }: PatternRowsProps) {
  const put = (index: number, text: string): void => {
    const parts = text.split(/[\s,;]+/);
    onChange([...rows.slice(0, index), ...parts, ...rows.slice(index + 1)]);
  };
  return (
    <fieldset className={styles.rows}>
      <legend>{legend}</legend>
      <p className={styles.hint}>{hint}</p>
      {rows.map((row, index) => (
        // Rows have no identity but their place.
        <div key={index} className={styles.row}>
          <TextInput
            aria-label={`${legend}, row ${index + 1}`}
            placeholder={placeholder}
            spellCheck={false}
            autoCapitalize="off"
            classNames={{ input: 'mono' }}
            value={row}
            onChange={(event) => put(index, event.currentTarget.value)}
          />
          <ActionIcon
            variant="subtle"
            aria-label={`Remove ${row === '' ? `row ${index + 1}` : row}`}
            onClick={() => onChange(rows.filter((_, other) => other !== index))}
          >
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => onChange([...rows, ''])}
        >
          Add a row
        </Button>
      </div>
    </fieldset>
  );
}
