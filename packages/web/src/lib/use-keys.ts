import { useEffect, useRef } from 'react';

export type KeyBindings = Readonly<Record<string, () => void>>;

const PREFIX_TIMEOUT = 900;

/** True where a key press belongs to what has the focus: a field, an open dialog or menu. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]'))
    return true;
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Plain keys and two-key sequences (`g q`) while the component is on screen; never while somebody types. */
export function useKeys(bindings: KeyBindings, enabled = true): void {
  const current = useRef(bindings);
  useEffect(() => {
    current.current = bindings;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    let prefix: { key: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTaken(event.target)) return;
      const sequence =
        prefix && event.timeStamp - prefix.at < PREFIX_TIMEOUT ? `${prefix.key} ${event.key}` : event.key;
      prefix = { key: event.key, at: event.timeStamp };
      const action = current.current[sequence];
      if (!action) return;
      event.preventDefault();
      prefix = null;
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}
