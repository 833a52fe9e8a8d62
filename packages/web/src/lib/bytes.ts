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

/** The bytes of a text in hex, two digits each. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
