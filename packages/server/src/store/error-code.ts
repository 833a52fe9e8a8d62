/** The `code` of a system error (`ENOENT`, `EADDRINUSE`) or of a PostgreSQL error (`42501`); null for any other value. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
