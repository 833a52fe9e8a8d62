import { StateWord } from '../../ui/state-word.tsx';
import type { StateInWords } from './webhook-words.ts';

/** A state with its mark, its word and, below, what is to be known of it. */
export function StateText({ state: { mark, word, detail } }: { readonly state: StateInWords }) {
  return (
    <StateWord state={mark} detail={detail}>
      {word}
    </StateWord>
  );
}
