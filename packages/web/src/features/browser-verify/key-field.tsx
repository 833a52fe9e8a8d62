import { Button, Textarea } from '@mantine/core';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { formatDay } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './browser-verify.module.css';
import type { KeyMemory } from './remembered-key.ts';

interface KeyFieldProps {
  /** Those that the server names, newest first. */
  readonly named: readonly string[];
  readonly memory: KeyMemory;
  readonly text: string;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
}

/** The key that checkpoints are checked with: what the server says, what this browser remembers, what somebody else told. */
export function KeyField({ named, memory, text, error, disabled, onText }: KeyFieldProps) {
  const { remembered, remember, forget } = memory;
  const now = useNow(60_000);
  const typed = text.trim();
  const differs = remembered !== null && named.length > 0 && !named.includes(remembered.key);
  const [newest] = named;
  const rememberable = typed === '' ? newest : typed;
  return (
    <Section title="Key" hint="who must have signed">
      <ul className={styles.keys} aria-label="Keys that this server names">
        {named.map((key) => (
          <li key={key} className={styles.key}>
            <HashText hash={key} head={0} />
            <CopyButton compact value={key} label="Copy verifier key" />
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        {named.length === 0
          ? 'Nothing was signed of this ledger yet.'
          : 'This is what the server says. Compare it with one that you got another way: from a colleague, a witness, an earlier mail.'}
      </p>
      {remembered !== null && (
        <p className={styles.remembered} data-state={differs ? 'fail' : 'pass'}>
          <StateMark state={differs ? 'fail' : 'pass'} />
          <span>
            {differs
              ? `The server names another key than the one that this browser remembers since ${formatDay(new Date(remembered.since), now)}. Ask why before you trust it.`
              : `The same that this browser remembers since ${formatDay(new Date(remembered.since), now)}. It is used.`}
          </span>
        </p>
      )}
      <Textarea
        label="Key that you trust"
        description={
          remembered === null
            ? 'Left empty, the key is taken that the export itself names, which proves little.'
            : 'Left empty, the remembered one is used.'
        }
        placeholder="<origin>+<key id>+<key>"
        autosize
        minRows={1}
        maxRows={4}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={text}
        error={error}
        disabled={disabled}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        {rememberable !== undefined && rememberable !== remembered?.key && (
          <Button
            size="xs"
            variant="default"
            className="quiet-button"
            leftSection={<IconPin size={14} stroke={1.75} />}
            disabled={error !== null}
            onClick={() => remember(rememberable)}
          >
            {typed === '' ? 'Remember the key of the server' : 'Remember this key'}
          </Button>
        )}
        {remembered !== null && (
          <Button
            size="xs"
            variant="default"
            className="quiet-button"
            leftSection={<IconPinnedOff size={14} stroke={1.75} />}
            onClick={forget}
          >
            Forget the remembered key
          </Button>
        )}
      </div>
    </Section>
  );
}
