import { Select, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { KeyAlgorithm } from '../../gql/generated/graphql.ts';
import { KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import styles from './key-choice.module.css';

export type KeySourceChoice = 'csr' | 'server';

const FROM_CSR = { value: 'csr', title: 'I have a CSR', hint: 'Your key never leaves you' } as const;
const MADE_HERE = { value: 'server', title: 'Make the key here', hint: 'Handed to you, then destroyed' } as const;
/** Instead where the profile never makes a key. */
const LATER = { value: 'server', title: 'I send the CSR later', hint: 'Once it is approved' } as const;

interface KeyChoiceProps {
  /** The profile takes CSRs only. */
  readonly csrOnly: boolean;
  readonly value: KeySourceChoice;
  readonly onChange: (value: KeySourceChoice) => void;
}

/** Where the key comes from; a group of radio buttons with the whole card to press. */
export function KeyChoice({ csrOnly, value, onChange }: KeyChoiceProps) {
  const cards = useRef(new Map<KeySourceChoice, HTMLButtonElement>());
  const move = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const other = value === 'csr' ? 'server' : 'csr';
    onChange(other);
    cards.current.get(other)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the radio that is chosen takes the focus (ARIA APG)
    <div role="radiogroup" aria-label="Key" className={styles.cards} onKeyDown={move}>
      {[FROM_CSR, csrOnly ? LATER : MADE_HERE].map((choice) => (
        <UnstyledButton
          key={choice.value}
          ref={(element) => {
            if (element) cards.current.set(choice.value, element);
          }}
          role="radio"
          aria-checked={value === choice.value}
          tabIndex={value === choice.value ? 0 : -1}
          className={styles.card}
          onClick={() => onChange(choice.value)}
        >
          <span className={styles.radio} aria-hidden="true" />
          <span>
            <span className={styles.title}>{choice.title}</span>
            <span className={styles.hint}>{choice.hint}</span>
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}

const ALGORITHMS: readonly string[] = Object.keys(KEY_ALGORITHM_NAMES);
const isAlgorithm = (value: string | null): value is KeyAlgorithm => value !== null && value in KEY_ALGORITHM_NAMES;

interface AlgorithmFieldProps {
  /** What the profile allows; every kind while none is known. */
  readonly allowed: readonly KeyAlgorithm[] | null;
  readonly value: KeyAlgorithm | null;
  readonly onChange: (value: KeyAlgorithm | null) => void;
  readonly error: string | null;
}

/** What key the server makes; nothing chosen: what the profile prefers. */
export function AlgorithmField({ allowed, value, onChange, error }: AlgorithmFieldProps) {
  return (
    <Select
      label="Kind of key"
      placeholder="As the profile prefers"
      clearable
      data={(allowed ?? ALGORITHMS.filter(isAlgorithm)).map((kind) => ({
        value: kind,
        label: KEY_ALGORITHM_NAMES[kind],
      }))}
      value={value}
      error={error}
      onChange={(chosen) => onChange(isAlgorithm(chosen) ? chosen : null)}
    />
  );
}
