import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

interface PlaceLinkProps {
  readonly href: string;
  readonly className?: string | undefined;
  /** What a mark without text stands for. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A link to another screen by its address; in a drawing as well as in text. */
export function PlaceLink({ href, className, label, children }: PlaceLinkProps) {
  const { history } = useRouter();
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <a href={href} className={className} aria-label={label} onClick={follow}>
      {children}
    </a>
  );
}
