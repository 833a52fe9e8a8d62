import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useIsWide } from '../lib/use-media.ts';

/** The part of an address that says which screen is open: a request beside the queue is none of its own. */
export function screenOf(pathname: string, isWide: boolean): string {
  return isWide && pathname.startsWith('/approvals/') ? '/approvals' : pathname;
}

/** A heading that comes later than this is none that anybody still waits for. */
const LONGEST_WAIT = 5_000;

/**
 * Puts the focus on the heading of the screen that one went to, so that a screen reader says where one is and the next tab
 * is its first control; unless the screen has put it elsewhere itself.
 */
export function useScreenFocus(contentId: string): void {
  const isWide = useIsWide();
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname ?? null });
  const screen = pathname === null ? null : screenOf(pathname, isWide);
  const before = useRef<string | null>(null);
  useEffect(() => {
    const isFirst = before.current === null;
    if (screen === null || before.current === screen) return undefined;
    before.current = screen;
    const content = document.getElementById(contentId);
    if (isFirst || content === null) return undefined;
    if (focusHeading(content)) return undefined;
    const observer = new MutationObserver(() => {
      if (focusHeading(content)) observer.disconnect();
    });
    observer.observe(content, { childList: true, subtree: true });
    const timer = window.setTimeout(() => observer.disconnect(), LONGEST_WAIT);
    return () => {
      observer.disconnect();
      window.clearTimeout(timer);
    };
  }, [screen, contentId]);
}

/** True where there is nothing left to do: the focus is on the heading, or on what the screen or somebody chose. */
function focusHeading(content: HTMLElement): boolean {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== content && content.contains(activeElement)) return true;
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return true;
  const heading = content.querySelector('h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}
