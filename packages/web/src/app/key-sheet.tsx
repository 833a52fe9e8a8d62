import { Modal } from '@mantine/core';
import { KeyCap } from '../ui/key-cap.tsx';
import styles from './key-sheet.module.css';

const GROUPS = [
  {
    title: 'In the queue',
    keys: [
      ['j', 'next request'],
      ['k', 'previous request'],
      ['x', 'select'],
      ['/', 'search'],
    ],
  },
  {
    title: 'On a request',
    keys: [
      ['a', 'approve'],
      ['r', 'reject'],
      ['v', 'void'],
      ['c', 'comment'],
    ],
  },
  {
    title: 'Anywhere',
    keys: [
      ['g q', 'approvals'],
      ['g n', 'new request'],
      ['g a', 'audit chain'],
      ['g r', 'records'],
      ['g m', 'admin'],
      ['⌘ K', 'go to anything'],
      ['?', 'this sheet'],
    ],
  },
] as const;

/** Every key there is. */
export function KeySheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="lg">
      <div className={styles.groups}>
        {GROUPS.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([key, what]) => (
                <div key={key} className={styles.key}>
                  <dt>
                    <span className="visually-hidden">{key}</span>
                    {key.split(' ').map((part) => (
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
