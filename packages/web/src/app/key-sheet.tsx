import { Modal } from '@mantine/core';
import { capsOf, KEY_GROUPS } from '../lib/keys.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import styles from './key-sheet.module.css';
import type { Place } from './places.ts';

interface KeySheetProps {
  readonly places: readonly Place[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every key there is: those that screens bind, and those of the places. */
export function KeySheet({ places, opened, onClose }: KeySheetProps) {
  const groups = [
    ...KEY_GROUPS.map(({ title, keys }) => ({ title, keys: Object.entries(keys) })),
    { title: 'Go to', keys: places.flatMap(({ key, label }) => (key === undefined ? [] : [[key, label] as const])) },
  ];
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={760}>
      <div className={styles.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([key, what]) => (
                <div key={key} className={styles.key}>
                  <dt>
                    <span className="visually-hidden">{key.replace('+', ' ')}</span>
                    {capsOf(key).map((part) => (
                      <KeyCap key={part}>{part}</KeyCap>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
