import type { Principal } from '../domain/actor.ts';
import type { RevocationReason } from './application.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type CertificateRow, type Deps, updateRow } from './ports.ts';
import { requestOf } from './request-rows.ts';

/** Revokes for good (RFC 5280 §5.3.1). The next CRL that anybody asks for has it. */
export async function revokeCertificate(
  deps: Deps,
  principal: Principal,
  input: { certificateId: string; reason: RevocationReason },
): Promise<CertificateRow> {
  return decideAnew(async () => {
    const certificate = found(await deps.reads.certificate(input.certificateId));
    const request = requestOf(found(await deps.reads.request(certificate.requestId)));
    const policy = await policyFor(deps, principal, certificate.organizationId);
    const profile = policy.snapshot.profiles.get(request.trustProfileId);
    demand(
      policy.on('certificate.revoke', {
        organizationId: certificate.organizationId,
        profileId: request.trustProfileId,
        profileName: profile?.name ?? 'a retired profile',
        requester: request.requester,
        requesterUserIds: request.requesterUserIds,
        revokedAt: certificate.revokedAt ?? null,
      }),
    );
    const now = deps.clock.now();
    const set = { revokedAt: now, revocationReason: input.reason };
    await deps.ledger.commit({
      // What is sealed may still revoke; it is recorded in the platform ledger then.
      organizationId: policy.snapshot.sealedBecause === null ? certificate.organizationId : 'platform',
      authority: policy.snapshot.sealedBecause === null ? policy.snapshot.authority : null,
      now,
      records: [
        {
          type: 'certificate.revoked',
          actor: principal.actor,
          subject: { kind: 'certificate', id: certificate.id },
          detail: {
            reason: input.reason,
            serial: certificate.serial,
            request: certificate.requestId,
            ca: certificate.certificateAuthorityId,
          },
        },
      ],
      writes: () => [updateRow('Certificate', { id: certificate.id }, { revokedAt: null }, set)],
    });
    return { ...certificate, ...set };
  });
}
