import { StateMark } from '../../ui/state-mark.tsx';
import type { StateInWords } from './webhook-words.ts';
import styles from './webhooks-screen.module.css';

/** A state with its mark, its word and, below, what is to be known of it. */
export function StateText({ state: { mark, word, detail } }: { readonly state: StateInWords }) {
  return (
    <div className={styles.state}>
      <StateMark state={mark} />
      <div>
        {word}
        {detail !== null && <p className={styles.beside}>{detail}</p>}
      </div>
    </div>
  );
}
