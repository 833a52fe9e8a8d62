const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a browser's Origin is ours. On a loopback address its other names are as good: whoever opens 127.0.0.1 where the
 * configured address says localhost is at the same machine.
 */
export function isOwnOrigin(origin: string, publicUrl: URL): boolean {
  if (origin === publicUrl.origin) return true;
  const given = URL.parse(origin);
  return (
    given !== null &&
    LOOPBACK.has(publicUrl.hostname) &&
    LOOPBACK.has(given.hostname) &&
    given.protocol === publicUrl.protocol &&
    given.port === publicUrl.port
  );
}
