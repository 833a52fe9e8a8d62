const UNITS = ['kB', 'MB', 'GB'] as const;

/** `640 bytes`, `12 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit: string | null = null;
  for (const next of UNITS) {
    if (size < 1_000) break;
    size /= 1_000;
    unit = next;
  }
  if (unit === null) return `${bytes} bytes`;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
