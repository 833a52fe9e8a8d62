import { DomainError } from '../domain/errors.ts';
import type { Deps } from './ports.ts';
import { renewCertificate } from './renew-certificate.ts';

/** A certificate's place among those that end. */
export interface EndingCertificate {
  readonly id: string;
  readonly notAfter: Date;
}

export interface RenewalPlaces {
  /** Organizations, but for sealed ones, whose certificates were not looked through since. */
  organizationsToScan(scannedBefore: Date): Promise<string[]>;
  /** The next certificate, by its end, that is to be renewed and that nobody has asked anew for. */
  nextDue(
    of: {
      readonly organizationId: string;
      readonly trustProfileId: string;
      readonly renewBeforeDays: number;
      readonly now: Date;
    },
    after: EndingCertificate | null,
  ): Promise<EndingCertificate | null>;
  scanned(organizationId: string, at: Date): Promise<void>;
}

/**
 * Asks anew for what ends soon, under each profile that says so. A scan that breaks off is begun again from the start: what was
 * asked for is not asked for twice.
 */
export async function scanRenewals(deps: Deps, places: RenewalPlaces, organizationId: string): Promise<void> {
  const snapshot = await deps.policies.current(organizationId);
  if (snapshot === null || snapshot.sealedBecause !== null) return;
  const now = deps.clock.now();
  for (const { id: trustProfileId, rules } of snapshot.profiles.values()) {
    const { renewBeforeDays } = rules;
    // Versions from before there was a renewal scan do not have it.
    if (typeof renewBeforeDays !== 'number') continue;
    const of = { organizationId, trustProfileId, renewBeforeDays, now };
    for (let next = await places.nextDue(of, null); next !== null; next = await places.nextDue(of, next)) {
      await renewOne(deps, next.id);
    }
  }
  await places.scanned(organizationId, now);
}

/** One that cannot be renewed holds up no other; it is looked at again the next day. */
async function renewOne(deps: Deps, certificateId: string): Promise<void> {
  try {
    await renewCertificate(deps, certificateId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'LEDGER_SEALED') throw error;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    deps.log('a certificate could not be asked for anew; it is tried again tomorrow', {
      certificate: certificateId,
      error: text,
    });
  }
}
