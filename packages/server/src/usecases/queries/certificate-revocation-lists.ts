import type { CertificateAuthorityRow, Deps } from '../ports.ts';

const HOUR_MS = 3_600_000;
/** Those who cannot reach us for a day still hold a list that counts. */
const VALID_MS = 24 * HOUR_MS;

interface Kept {
  readonly number: number;
  readonly der: Promise<Buffer>;
}

/**
 * CRLs (RFC 5280 §5), made anew every hour and at once after a revocation. Number and dates follow from the revocations
 * alone, so that every server publishes the same list under the same number without keeping any.
 */
export function createCrls(
  deps: Pick<Deps, 'reads' | 'authorities' | 'clock'>,
): (id: string) => Promise<Buffer | null> {
  const kept = new Map<string, Kept>();
  const make = async (authority: CertificateAuthorityRow): Promise<Buffer> => {
    const revoked = await deps.reads.revokedCertificates(authority.id);
    const hour = Math.floor(deps.clock.now().getTime() / HOUR_MS) * HOUR_MS;
    const thisUpdate = Math.max(hour, ...revoked.slice(-1).map(({ revokedAt }) => revokedAt.getTime()));
    // Neither of the two ever falls, and each change raises one of them: the number grows with every new list.
    const number = thisUpdate + revoked.length;
    const known = kept.get(authority.id);
    if (known?.number === number) return known.der;
    const der = deps.authorities.buildCrl({
      authority,
      number,
      thisUpdate: new Date(thisUpdate),
      nextUpdate: new Date(thisUpdate + VALID_MS),
      revoked,
    });
    kept.set(authority.id, { number, der });
    der.catch(() => kept.delete(authority.id));
    return der;
  };
  return async (id) => {
    const authority = await deps.reads.authority(id);
    return authority === null || authority.kind === 'DEVICE_ROOT' ? null : make(authority);
  };
}
