import { requestTarget } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, demandPresence, found, viewPolicy } from './authorize.ts';
import { loadFrame } from './decision-frame.ts';
import { deliverKey, destroyKey, isSpent } from './deliver-key.ts';
import type { CertificateRequestRow, Deps, ServerKeyRow } from './ports.ts';

/** Whoever asked gets the key that the server made, again within the hour; the record is there before the key leaves. */
export async function collectKey(
  deps: Deps,
  principal: Principal,
  input: { requestId: string },
): Promise<{ request: CertificateRequestRow; privateKeyPem: string }> {
  demandPresence(principal);
  const request = await demandKey(deps, principal, input.requestId);
  const certificate = found(await deps.reads.certificateOf(request.id));
  const privateKeyPem = await deliverKey(deps, principal, request, certificate);
  const refusal = keyRefusal(await deps.reads.serverKey(request.id), deps.clock.now());
  if (privateKeyPem === null) throw new DomainError('CONFLICT', refusal ?? NO_KEY);
  return { request, privateKeyPem };
}

/** They have it safely: it is destroyed here. Saying so again changes nothing. */
export async function confirmKey(
  deps: Deps,
  principal: Principal,
  input: { requestId: string },
): Promise<CertificateRequestRow> {
  demandPresence(principal);
  const request = await demandKey(deps, principal, input.requestId);
  if ((await deps.reads.serverKey(request.id)) === null) throw new DomainError('CONFLICT', NO_KEY);
  await destroyKey(deps, request.id, principal.actor);
  return request;
}

const NO_KEY = 'The server made no key for this request.';

/** Why there is no key to hand out any more; null: there is one. */
export function keyRefusal(key: ServerKeyRow | null, now: Date): string | null {
  if (key === null) return NO_KEY;
  if (key.sealedKey && !isSpent(key, now)) return null;
  return 'The key was handed out and is destroyed. If it was lost, ask for another certificate.';
}

async function demandKey(deps: Deps, principal: Principal, requestId: string): Promise<CertificateRequestRow> {
  const { loaded, snapshot, request, facts } = await loadFrame(deps, principal, requestId);
  const target = requestTarget(request, facts.pinned, facts.current);
  demand(viewPolicy(snapshot, principal).on('request.collectKey', target));
  return loaded.row;
}
