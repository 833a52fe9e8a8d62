import { Button, Group, Modal, PasswordInput, Select, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { ErrorState } from './error-state.tsx';
import { HostName } from './host-name.tsx';
import { KeyCap } from './key-cap.tsx';
import styles from './reason-dialog.module.css';

export interface ReasonDialogAnswer {
  /** In one's own words; empty where only one of the list was chosen. */
  readonly reason: string;
  readonly reasonId: string | null;
  readonly password: string;
}

interface ReasonDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** The names it is about, always in sight. */
  readonly names: readonly string[];
  readonly consequence: ReactNode;
  readonly action: string;
  readonly reason: 'required' | 'optional' | 'none';
  readonly reasonLabel?: string;
  readonly reasonHint?: string;
  /** Reasons to choose from; what is written beside one is added to it. */
  readonly choices?: readonly { readonly id: string; readonly text: string }[];
  /** Asked again after a long pause, before anything is decided. */
  readonly askPassword?: boolean;
  readonly busy: boolean;
  readonly error?: { readonly title: string; readonly detail?: ReactNode } | null;
  readonly onAnswer: (answer: ReasonDialogAnswer) => void;
  readonly onClose: () => void;
}

const LONGEST = 4096;
const MOST_NAMES = 8;

/** Restates the names and what will happen, and takes the reason; the button says what it does. */
export function ReasonDialog(props: ReasonDialogProps) {
  const {
    opened,
    title,
    names,
    consequence,
    action,
    reason,
    choices = [],
    askPassword = false,
    busy,
    error,
    onAnswer,
    onClose,
  } = props;
  const [text, setText] = useState('');
  const [reasonId, setReasonId] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const formId = useId();
  useEffect(() => {
    if (!opened) return;
    setText('');
    setReasonId(null);
    setPassword('');
    setTried(false);
  }, [opened]);
  // One that was taken out of use meanwhile is no choice any more.
  const chosen = choices.some(({ id }) => id === reasonId) ? reasonId : null;
  const missing = reason === 'required' && text.trim() === '' && chosen === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!missing && !busy && !(askPassword && password === ''))
      onAnswer({ reason: text.trim(), reasonId: chosen, password });
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <form id={formId} onSubmit={submit} noValidate>
        <ul className={styles.names} aria-label="Names">
          {names.slice(0, MOST_NAMES).map((name) => (
            <li key={name}>
              <HostName name={name} />
            </li>
          ))}
          {names.length > MOST_NAMES && <li className={styles.more}>and {names.length - MOST_NAMES} more names</li>}
        </ul>
        <p className={styles.consequence}>{consequence}</p>
        {reason !== 'none' && choices.length > 0 && (
          <Select
            mb="md"
            label="Choose a reason"
            placeholder="None of the list"
            searchable
            clearable
            nothingFoundMessage="None of the list reads like this"
            required={reason === 'required'}
            data={choices.map(({ id, text: label }) => ({ value: id, label }))}
            value={chosen}
            onChange={setReasonId}
          />
        )}
        {reason !== 'none' && (
          <Textarea
            label={props.reasonLabel ?? 'Reason'}
            description={props.reasonHint}
            required={reason === 'required' && chosen === null}
            placeholder={chosen === null ? undefined : 'More to it, if there is'}
            data-autofocus
            autosize
            minRows={3}
            maxRows={10}
            maxLength={LONGEST}
            value={text}
            error={tried && missing ? 'Say why; it is written into the ledger.' : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event);
            }}
          />
        )}
        {askPassword && (
          <PasswordInput
            mt="md"
            label="Password"
            description="You have been away for a while: say again that it is you."
            autoComplete="current-password"
            value={password}
            error={tried && password === '' ? 'Your password is needed.' : undefined}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        {error && (
          <div className={styles.error}>
            <ErrorState title={error.title}>{error.detail}</ErrorState>
          </div>
        )}
      </form>
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          form={formId}
          loading={busy}
          data-autofocus={reason === 'none' || undefined}
          rightSection={<KeyCap>{reason === 'none' ? '↵' : '⌘↵'}</KeyCap>}
        >
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
