import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { formatBytes } from '../lib/bytes.ts';
import styles from './file-drop.module.css';

interface FileDropProps {
  /** What is dropped, as the sentence goes on after "Drop": `the export, a .jsonl file`. */
  readonly what: string;
  readonly accept?: string;
  /** In bytes; any size where left out. */
  readonly largest?: number;
  readonly onFile: (file: File) => void;
}

/** A file, dropped or chosen. */
export function FileDrop({ what, accept, largest, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined): void => {
    if (!file) return;
    const isTooLarge = largest !== undefined && file.size > largest;
    setFault(
      isTooLarge ? `${file.name} has ${formatBytes(file.size)}; at most ${formatBytes(largest)} fit here.` : null,
    );
    if (!isTooLarge) onFile(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    for (const file of event.dataTransfer.files) take(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of two; the button inside chooses a file
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
      <IconFileUpload size={20} stroke={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <p>
          Drop {what}, or{' '}
          <button
            type="button"
            className="text-link"
            aria-label={`Choose one: ${what}`}
            onClick={() => chooser.current?.click()}
          >
            choose one
          </button>
        </p>
        {fault !== null && (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        )}
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          // The same file may be chosen once more, after it was changed or removed.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
