const DAY_MS = 86_400_000;

interface Lifetime {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * From when the daily scan asks for a certificate anew. One that lives no longer than it is to be renewed ahead is due in the
 * last third of its life. Null: its profile has nothing asked for anew by itself.
 */
export function renewsAt({ notBefore, notAfter }: Lifetime, renewBeforeDays: number | null | undefined): Date | null {
  if (typeof renewBeforeDays !== 'number') return null;
  const lifetime = notAfter.getTime() - notBefore.getTime();
  const ahead = renewBeforeDays * DAY_MS;
  return new Date(notAfter.getTime() - (lifetime > ahead ? ahead : lifetime / 3));
}
