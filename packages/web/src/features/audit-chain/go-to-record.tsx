import { TextInput } from '@mantine/core';
import { IconHash } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { formatCount } from '../../lib/time.ts';
import styles from './records-section.module.css';

interface GoToRecordProps {
  readonly sought: string | null;
  readonly size: string | null;
  readonly onGo: (record: string) => void;
}

/** Takes the number of a record as people write it. */
export function GoToRecord({ sought, size, onGo }: GoToRecordProps) {
  const [text, setText] = useState(sought ?? '');
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    setText(sought ?? '');
    setWrong(null);
  }, [sought]);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const digits = text.replace(/[\s,.’']/g, '');
    const wrongly = wrongNumber(digits, size);
    setWrong(wrongly);
    if (wrongly === null) onGo(String(BigInt(digits)));
  };
  return (
    <form onSubmit={go} className={styles.goTo}>
      <TextInput
        aria-label="Go to record"
        placeholder="Go to record"
        inputMode="numeric"
        leftSection={<IconHash size={14} stroke={1.75} />}
        value={text}
        error={wrong}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}

function wrongNumber(digits: string, size: string | null): string | null {
  if (!/^\d{1,15}$/.test(digits)) return 'A record has a number, from 0.';
  if (size === null || BigInt(digits) < BigInt(size)) return null;
  return `The newest record is ${formatCount(String(BigInt(size) - 1n))}.`;
}
