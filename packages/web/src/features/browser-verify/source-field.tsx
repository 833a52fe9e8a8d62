import { Button, Radio } from '@mantine/core';
import { formatBytes } from '../../lib/bytes.ts';
import { formatCount } from '../../lib/time.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './browser-verify.module.css';
import type { VerifiedLedger } from './use-verified-ledger.ts';

export interface ChosenSource {
  readonly kind: 'server' | 'file';
  readonly file: File | null;
}

interface SourceFieldProps {
  readonly ledger: VerifiedLedger;
  readonly source: ChosenSource;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly onChange: (source: ChosenSource) => void;
}

/** Which export is verified: that of this server as it is now, or one that somebody has. */
export function SourceField({ ledger, source, error, disabled, onChange }: SourceFieldProps) {
  const { kind, file } = source;
  return (
    <Section title="Export">
      <Radio.Group
        aria-label="Which export"
        value={kind}
        error={error}
        onChange={(value) => onChange({ ...source, kind: value === 'file' ? 'file' : 'server' })}
      >
        <div className={styles.choices}>
          <Radio
            value="server"
            disabled={disabled}
            label="From this server, as it is now"
            description={`${formatCount(ledger.size)} records, read as they are verified; nothing is saved`}
          />
          <Radio
            value="file"
            disabled={disabled}
            label="A file that you have"
            description="It does not leave this browser"
          />
        </div>
      </Radio.Group>
      {kind === 'file' &&
        (file === null ? (
          <FileDrop
            what="the export, a .jsonl file"
            accept=".jsonl,.json,.txt"
            onFile={(chosen) => onChange({ kind: 'file', file: chosen })}
          />
        ) : (
          <p className={styles.file}>
            <span className="mono">{file.name}</span>
            <span className={styles.quiet}>{formatBytes(file.size)}</span>
            <Button
              size="xs"
              variant="default"
              className="quiet-button"
              disabled={disabled}
              onClick={() => onChange({ kind: 'file', file: null })}
            >
              Remove
            </Button>
          </p>
        ))}
    </Section>
  );
}
