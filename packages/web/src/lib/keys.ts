/**
 * Every key there is, besides those that lead to a place (`app/places.ts`): what a handler may bind, and what the sheet and
 * the palette show. `offered`: while a screen binds them, the palette offers them too.
 */
export const KEY_GROUPS = [
  {
    title: 'In the queue',
    offered: false,
    keys: { j: 'next request', k: 'previous request', x: 'select', '/': 'search' },
  },
  {
    title: 'On a request',
    offered: true,
    keys: { a: 'approve', r: 'reject', v: 'void', c: 'comment' },
  },
  {
    title: 'Anywhere',
    offered: false,
    keys: { 'mod+k': 'go to anything', '?': 'this sheet' },
  },
] as const satisfies readonly KeyGroup[];

export interface KeyGroup {
  readonly title: string;
  readonly offered: boolean;
  readonly keys: Readonly<Record<string, string>>;
}

type NamesOf<Group> = Group extends { readonly keys: infer Keys } ? keyof Keys : never;

/** A key as handlers name it: `j`; `mod+k` with ⌘ or Ctrl; `g q`, one after the other, for places. */
export type KeyName = NamesOf<(typeof KEY_GROUPS)[number]> | `g ${string}`;

/** How keyboards of this machine call the key that `mod` stands for. */
const isApple = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The caps to press for a key, in order: `['Ctrl', 'K']`, `['g', 'q']`. */
export function capsOf(name: string, apple = isApple()): readonly string[] {
  return name.startsWith('mod+') ? [apple ? '⌘' : 'Ctrl', name.slice(4).toUpperCase()] : name.split(' ');
}
