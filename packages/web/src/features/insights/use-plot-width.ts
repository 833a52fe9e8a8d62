import { useResizeObserver } from '@mantine/hooks';
import type { RefCallback } from 'react';

/** How wide a plot may be drawn: its frame has its height from the beginning, so nothing moves when the width is known. */
export function usePlotWidth(): readonly [RefCallback<HTMLDivElement>, number] {
  const [frame, { width }] = useResizeObserver<HTMLDivElement>();
  return [frame, Math.floor(width)];
}
