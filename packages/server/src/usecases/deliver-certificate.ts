import { SYSTEM } from '../domain/actor.ts';
import { knownPathOf } from '../domain/known-path.ts';
import { decideAnew } from './decide-anew.ts';
import { destroyKey, handOutKey } from './deliver-key.ts';
import { type Deps, updateRow } from './ports.ts';
import { pinnedProfile, requestOf } from './request-rows.ts';

/** Whatever keeps certificates for machines to read (delivery/). */
export interface CertificateSink {
  /** Does everything that can go wrong; `finish`, with the key if there is one, makes it what a reader finds. */
  prepare(delivery: {
    folder: string;
    version: string;
    files: { 'cert.pem': string; 'chain.pem': string; 'fullchain.pem': string };
  }): Promise<{ finish(key: string | null): Promise<void> }>;
}

/**
 * Writes an issued certificate to the known path, if the profile that it was asked under says so. A key that the server made
 * goes with it, its handing out recorded before it leaves, and is destroyed once it is there. Doing it again changes nothing.
 */
export async function deliverCertificate(deps: Deps, sink: CertificateSink, requestId: string): Promise<void> {
  const loaded = await deps.reads.request(requestId);
  const certificate = await deps.reads.certificateOf(requestId);
  if (loaded === null || certificate === null || certificate.deliveredAt || certificate.revokedAt) return;
  const { row } = loaded;
  const snapshot = await deps.policies.current(row.organizationId);
  if (snapshot === null) return;
  const profile = await pinnedProfile(deps, requestOf(loaded), snapshot);
  if (!profile.rules.deliver) return;
  const [firstDomain] = row.domains;
  if (firstDomain === undefined) throw new Error(`${certificate.id} has no name`);

  const folder = knownPathOf(snapshot.organization.slug, firstDomain);
  const { pem } = deps.authorities.readCertificate(certificate.der);
  const chain = await deps.authorities.chainPem(certificate.certificateAuthorityId);
  const files = { 'cert.pem': pem, 'chain.pem': chain, 'fullchain.pem': pem + chain };
  const prepared = await sink.prepare({ folder, version: certificate.serial, files });
  // Only now, when nothing is left in the way: each handing out of the key is a record, and a true one.
  const key = row.keyOrigin === 'SERVER' ? await handOutKey(deps, SYSTEM, row, certificate, 'known path') : null;
  if (row.keyOrigin === 'SERVER' && key === null) {
    deps.log('not written to the known path: its key has been handed to its owner and cannot be handed out again', {
      certificate: certificate.id,
    });
    return;
  }
  await prepared.finish(key);
  await decideAnew(async () => {
    const standing = await deps.reads.certificateOf(requestId);
    if (standing === null || standing.deliveredAt) return;
    const now = deps.clock.now();
    await deps.ledger.commit({
      organizationId: row.organizationId,
      authority: null,
      now,
      records: [
        {
          type: 'certificate.delivered',
          actor: SYSTEM,
          subject: { kind: 'certificate', id: certificate.id },
          detail: { request: requestId, to: folder },
        },
      ],
      writes: () => [updateRow('Certificate', { id: certificate.id }, { deliveredAt: null }, { deliveredAt: now })],
    });
  });
  if (key !== null) await destroyKey(deps, requestId);
}
