import type { Principal } from '../domain/actor.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import type { ApiTokenRow, Deps } from './ports.ts';
import { revoking } from './remove-member.ts';

/** Ends a token for good. Whatever is asked with it from now on is refused; one that was revoked stays as it is. */
export async function revokeApiToken(
  deps: Deps,
  principal: Principal,
  input: { tokenId: string },
): Promise<ApiTokenRow> {
  return decideAnew(async () => {
    const token = found(await deps.reads.apiToken(input.tokenId));
    const { id, organizationId, name, createdBy } = token;
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.on('token.revoke', { organizationId, ownerId: createdBy }));
    if (token.revokedAt) return token;
    const now = deps.clock.now();
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        { type: 'token.revoked', actor: principal.actor, subject: { kind: 'token', id }, detail: { name, createdBy } },
      ],
      writes: () => [revoking(token, now)],
    });
    return { ...token, revokedAt: now };
  });
}
