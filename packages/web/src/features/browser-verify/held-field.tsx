import { Button, Textarea } from '@mantine/core';
import { formatBytes } from '../../lib/bytes.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './browser-verify.module.css';

const LARGEST = 5_000_000;

export interface ChosenHeld {
  readonly pasted: string;
  readonly files: readonly File[];
}

interface HeldFieldProps {
  readonly held: ChosenHeld;
  readonly disabled: boolean;
  readonly onChange: (held: ChosenHeld) => void;
}

/** Checkpoints that somebody kept: pasted from the foot of a mail, or the mail itself. */
export function HeldField({ held, disabled, onChange }: HeldFieldProps) {
  const { pasted, files } = held;
  return (
    <Section title="A checkpoint that you kept" hint="finds a history that was rewritten">
      <Textarea
        label="Checkpoint"
        description="As it stands in the foot of any mail from Countersign: paste it, or the whole mail."
        placeholder={'countersign.example.com/ledger/org_…\n4711\nk7qGm2…='}
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={pasted}
        disabled={disabled}
        onChange={(event) => onChange({ ...held, pasted: event.currentTarget.value })}
      />
      <FileDrop
        what="a saved mail or note"
        largest={LARGEST}
        onFile={(file) => onChange({ ...held, files: [...files, file] })}
      />
      {files.map((file) => (
        <p key={`${file.name} ${file.lastModified}`} className={styles.file}>
          <span className="mono">{file.name}</span>
          <span className={styles.quiet}>{formatBytes(file.size)}</span>
          <Button
            size="xs"
            variant="default"
            className="quiet-button"
            aria-label={`Remove ${file.name}`}
            disabled={disabled}
            onClick={() => onChange({ ...held, files: files.filter((one) => one !== file) })}
          >
            Remove
          </Button>
        </p>
      ))}
    </Section>
  );
}
