import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconLock, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId } from 'react';
import { listed } from '../../lib/words.ts';
import styles from './organization.module.css';

interface EnvironmentRowsProps {
  readonly environments: readonly string[];
  readonly saved: readonly string[];
  readonly error: string | null;
  /** Names of the trust profiles that are for this environment by name. */
  readonly usersOf: (environment: string) => readonly string[];
  readonly onChange: (environments: string[]) => void;
  /** What is being typed: saved with the rest. */
  readonly adding: string;
  readonly onAdding: (text: string) => void;
}

/** The environments together with those that are being typed. */
export function withAdded(environments: readonly string[], adding: string): string[] {
  const more = adding.toLowerCase().split(/[\s,;]+/);
  return [...new Set([...environments, ...more.filter((name) => name !== '')])];
}

/** One environment a row, with who holds on to it; a new one is added below. */
export function EnvironmentRows(props: EnvironmentRowsProps) {
  const { environments, saved, error, usersOf, onChange, adding, onAdding } = props;
  const errorId = useId();
  const add = (): void => {
    onChange(withAdded(environments, adding));
    onAdding('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <fieldset className={styles.environments} aria-describedby={error === null ? undefined : errorId}>
      <legend className="visually-hidden">Environments</legend>
      <ul>
        {environments.map((environment) => {
          const users = usersOf(environment);
          return (
            <li key={environment} className={styles.environment}>
              <span className={styles.environmentName}>{environment}</span>
              <span className={styles.use}>
                {users.length > 0 ? `named by ${listed(users)}` : saved.includes(environment) ? '' : 'new'}
              </span>
              {users.length > 0 ? (
                <span className={styles.held} aria-hidden="true">
                  <IconLock size={14} stroke={1.75} />
                </span>
              ) : (
                <ActionIcon
                  aria-label={`Remove ${environment}`}
                  onClick={() => onChange(environments.filter((other) => other !== environment))}
                >
                  <IconX size={16} stroke={1.75} />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {error !== null && (
        <p id={errorId} className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div className={styles.adding}>
        <TextInput
          className={styles.grow}
          aria-label="New environment"
          placeholder="disaster-recovery"
          spellCheck={false}
          autoCapitalize="off"
          value={adding}
          onChange={(event) => onAdding(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button variant="default" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={add}>
          Add
        </Button>
      </div>
      <p className={styles.hint}>
        Lower-case letters, digits and hyphens. One that a trust profile names stays until it is taken out there.
      </p>
    </fieldset>
  );
}
