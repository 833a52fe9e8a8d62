import { PillsInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, type Ref, useState } from 'react';
import { count } from '../../lib/words.ts';
import { HostName } from '../../ui/host-name.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import type { NameVerdict } from './name-verdicts.ts';
import styles from './names-field.module.css';
import { addNames, splitNames } from './split-names.ts';

interface NamesFieldProps {
  readonly verdicts: readonly NameVerdict[];
  readonly error: string | null;
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly onChange: (names: readonly string[]) => void;
}

const ENDS_A_NAME = new Set(['Enter', ',', ';', ' ']);
const WORDS = { pass: 'covered', fail: 'not covered', checking: 'being checked' } as const;

/** Names as chips: typed, or pasted many at once. */
export function NamesField({ verdicts, error, fieldRef, onChange }: NamesFieldProps) {
  const [text, setText] = useState('');
  const names = verdicts.map(({ name }) => name);
  const take = (more: string): void => {
    setText('');
    if (splitNames(more).length > 0) onChange(addNames(names, more));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (ENDS_A_NAME.has(event.key)) {
      event.preventDefault();
      take(text);
    } else if (event.key === 'Backspace' && text === '') {
      onChange(names.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text');
    if (!/[\s,;]/.test(pasted.trim())) return;
    event.preventDefault();
    take(`${text} ${pasted}`);
  };
  return (
    <PillsInput
      label="Names"
      error={error}
      description={
        verdicts.length === 0 ? 'Type them, or paste a list: one a line, or with commas or spaces between.' : undefined
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      classNames={{ input: styles.input ?? '' }}
    >
      <ul className={styles.chips} aria-label={count(names.length, 'name')}>
        {verdicts.map(({ name, state }) => (
          <li key={name} className={styles.chip} data-state={state}>
            <StateMark state={state === 'checking' ? 'later' : state} size={14} />
            <HostName name={name} />
            <span className="visually-hidden">, {WORDS[state]}</span>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove ${name}`}
              onClick={() => onChange(names.filter((kept) => kept !== name))}
            >
              <IconX size={14} stroke={1.75} aria-hidden="true" />
            </button>
          </li>
        ))}
        <li className={styles.entry}>
          <PillsInput.Field
            ref={fieldRef}
            className={styles.field}
            placeholder={names.length === 0 ? 'api.internal.corp.com' : 'Add or paste names'}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => take(text)}
          />
        </li>
      </ul>
    </PillsInput>
  );
}
