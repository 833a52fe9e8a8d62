import { Button, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { count } from '../../lib/words.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './csr-field.module.css';
import { type CsrFacts, csrBlock, readCsr } from './read-csr.ts';

export interface ChosenCsr {
  readonly pem: string;
  /** Null where this browser cannot read it; the server will say. */
  readonly facts: CsrFacts | null;
}

interface CsrFieldProps {
  readonly csr: ChosenCsr | null;
  readonly names: readonly string[];
  readonly error: string | null;
  readonly onChange: (csr: ChosenCsr | null) => void;
  readonly onTakeNames: (names: readonly string[]) => void;
}

const LARGEST = 64 * 1024;

/** A CSR, dropped, pasted or chosen; what it asks for is read here, and checked by the server. */
export function CsrField({ csr, names, error, onChange, onTakeNames }: CsrFieldProps) {
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);

  const take = (found: string): void => {
    const pem = csrBlock(found);
    setText(pem === null ? found : '');
    if (pem === null) {
      setFault(found.trim() === '' ? null : faultOf(found));
      return;
    }
    setFault(null);
    onChange({ pem, facts: readCsr(pem) });
  };
  const takeFile = (file: File | undefined): void => {
    if (!file) return;
    if (file.size > LARGEST) setFault('This file is too large for a CSR, which has 16 KiB at most.');
    else void file.text().then(take);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    takeFile(event.dataTransfer.files[0]);
  };

  if (csr !== null) {
    return (
      <CsrSummary csr={csr} names={names} error={error} onRemove={() => onChange(null)} onTakeNames={onTakeNames} />
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way among three; the field inside takes pasting and the button a file
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.invite}>
        <IconFileUpload size={20} stroke={1.75} aria-hidden="true" />
        <div>
          <p>
            Drop a PEM file, paste it, or{' '}
            <button type="button" className="text-link" onClick={() => chooser.current?.click()}>
              choose one
            </button>
          </p>
          <p className={styles.hint}>Its names fill in above. Only its key and names count.</p>
        </div>
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csr,.pem,.req,.p10,application/pkcs10"
        onChange={(event) => takeFile(event.currentTarget.files?.[0])}
      />
      <Textarea
        aria-label="CSR in PEM"
        placeholder="-----BEGIN CERTIFICATE REQUEST-----"
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={text}
        error={fault ?? error}
        onChange={(event) => take(event.currentTarget.value)}
      />
    </div>
  );
}

function faultOf(text: string): string {
  if (/PRIVATE KEY/.test(text))
    return 'This is a private key. Keep it to yourself; paste the CSR that was made with it.';
  if (/BEGIN CERTIFICATE-/.test(text)) return 'This is a certificate. Paste the certificate request, the CSR.';
  return 'A CSR begins with -----BEGIN CERTIFICATE REQUEST----- and ends with the line of its END.';
}

interface CsrSummaryProps {
  readonly csr: ChosenCsr;
  readonly names: readonly string[];
  readonly error: string | null;
  readonly onRemove: () => void;
  readonly onTakeNames: (names: readonly string[]) => void;
}

function CsrSummary({ csr, names, error, onRemove, onTakeNames }: CsrSummaryProps) {
  const { facts } = csr;
  const differs = facts !== null && !sameNames(facts.names, names);
  const state = error !== null ? 'fail' : differs || facts === null ? 'warn' : 'pass';
  return (
    <div className={styles.chosen} data-state={state}>
      <StateMark state={state} />
      <div className={styles.words}>
        <p>
          {facts === null
            ? 'CSR, not readable in this browser'
            : `CSR with ${keyWords(facts.key)} and ${count(facts.names.length, 'name')}`}
        </p>
        <p className={styles.hint}>{error ?? hintOf(facts, differs)}</p>
        {differs && (
          <Button mt="sm" size="xs" variant="default" onClick={() => onTakeNames(facts.names)}>
            Use the names of the CSR
          </Button>
        )}
      </div>
      <Button size="xs" variant="default" className="quiet-button" onClick={onRemove}>
        Remove
      </Button>
    </div>
  );
}

const keyWords = (key: string): string =>
  key.startsWith('an ') ? key : `${/^(E|RSA)/.test(key) ? 'an' : 'a'} ${key} key`;

function hintOf(facts: CsrFacts | null, differs: boolean): string {
  if (facts === null) return 'The server reads it when you submit.';
  if (differs) return `It names ${facts.names.join(', ') || 'nothing'}. The names above must be the same.`;
  return 'Its names are the names above.';
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
