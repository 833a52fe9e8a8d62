import { type RefObject, useEffect, useRef } from 'react';
import { KEY_GROUPS, type KeyName } from './keys.ts';

/** What each key does; false or undefined where it does nothing just now. */
export type KeyBindings = { readonly [Name in KeyName]?: (() => void) | false | undefined };

const PREFIX = 'g';
const PREFIX_TIMEOUT = 900;
const bound = new Set<RefObject<KeyBindings>>();

/** True where a key press belongs to what has the focus: a field, an open dialog or menu. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]'))
    return true;
  return isDialogOpen();
}

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

/** Plain keys and two-key sequences (`g q`) while the component is on screen, never while somebody types; `mod+k` even then. */
export function useKeys(bindings: KeyBindings, enabled = true): void {
  const current = useRef(bindings);
  useEffect(() => {
    current.current = bindings;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    let prefixAt = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      const isModified = event.metaKey || event.ctrlKey;
      if (isModified ? isDialogOpen() : isTaken(event.target)) return;
      const key = isModified ? `mod+${event.key.toLowerCase()}` : event.key;
      const isSecond = event.timeStamp - prefixAt < PREFIX_TIMEOUT;
      prefixAt = key === PREFIX && !isSecond ? event.timeStamp : Number.NEGATIVE_INFINITY;
      // Behind the prefix a key means the place alone, also to those who bind no place: `g a` never approves.
      const action = actionOf(current.current, isSecond ? `${PREFIX} ${key}` : key);
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    bound.add(current);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      bound.delete(current);
    };
  }, [enabled]);
}

function actionOf(bindings: KeyBindings, name: string): (() => void) | null {
  const action = new Map(Object.entries(bindings)).get(name);
  return typeof action === 'function' ? action : null;
}

export interface OfferedAction {
  readonly key: string;
  /** What it does: "approve". */
  readonly does: string;
  readonly run: () => void;
}

/** What the keys of the open screen would do now, of those that are offered elsewhere too. */
export function offeredActions(): readonly OfferedAction[] {
  return KEY_GROUPS.filter(({ offered }) => offered).flatMap(({ keys }) =>
    Object.entries(keys).flatMap(([key, does]) => {
      for (const { current } of bound) {
        const run = actionOf(current, key);
        if (run) return [{ key, does, run }];
      }
      return [];
    }),
  );
}
