import { type Actor, type Principal, SYSTEM } from '../domain/actor.ts';
import { found } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type CertificateRequestRow, type CertificateRow, type Deps, type ServerKeyRow, updateRow } from './ports.ts';

/** An answer can get lost: a key that was handed out may be fetched again for so long, ms. */
const AGAIN_WITHIN_MS = 3_600_000;

/** Hands a key that the server made to whoever asked for the certificate, and to nobody else. Null: there is none (any more). */
export async function deliverKey(
  deps: Deps,
  principal: Principal,
  request: CertificateRequestRow,
  certificate: CertificateRow,
): Promise<string | null> {
  if (request.keyOrigin !== 'SERVER' || request.requesterId !== principal.actor.id) return null;
  return handOutKey(deps, principal.actor, request, certificate, principal.actor.id);
}

/** Each handing out is a record, committed before the key leaves. Null: there is none to hand out (any more). */
export function handOutKey(
  deps: Deps,
  actor: Actor,
  request: CertificateRequestRow,
  certificate: CertificateRow,
  to: string,
): Promise<string | null> {
  return decideAnew(async () => {
    const key = await deps.reads.serverKey(request.id);
    const now = deps.clock.now();
    if (key === null || !key.sealedKey || isSpent(key, now)) return null;
    await deps.ledger.commit({
      organizationId: request.organizationId,
      authority: null,
      now,
      records: [
        {
          type: 'key.delivered',
          actor,
          subject: { kind: 'certificate', id: certificate.id },
          detail: { request: request.id, again: Boolean(key.firstDeliveredAt), to },
        },
      ],
      writes: () => [
        updateRow(
          'ServerKey',
          { requestId: request.id },
          { firstDeliveredAt: key.firstDeliveredAt ?? null, destroyedAt: null },
          { firstDeliveredAt: key.firstDeliveredAt ?? now },
        ),
      ],
    });
    return deps.authorities.openKey(request.id, key.sealedKey);
  });
}

/** Its hour is over, or its owner has it. */
export function isSpent(key: ServerKeyRow, now: Date): boolean {
  const until = keyAvailableUntil(key);
  return Boolean(key.destroyedAt) || (until !== null && now.getTime() >= until.getTime());
}

/** Until when it is handed out again; null: nobody has fetched it yet. */
export function keyAvailableUntil({ firstDeliveredAt }: ServerKeyRow): Date | null {
  return firstDeliveredAt ? new Date(firstDeliveredAt.getTime() + AGAIN_WITHIN_MS) : null;
}

/** The owner has the key safely: ours is destroyed. Once it is, saying so again changes nothing. */
export async function acknowledgeKey(deps: Deps, principal: Principal, input: { requestId: string }): Promise<void> {
  const { row } = found(await deps.reads.request(input.requestId));
  if (row.requesterId !== principal.actor.id) found(null);
  await destroyKey(deps, row.id, principal.actor);
}

/** Destroys a key that may not be handed out any more; `actor` is its owner, or the system when its time is over. */
export async function destroyKey(deps: Deps, requestId: string, actor: Actor = SYSTEM): Promise<void> {
  await decideAnew(async () => {
    const loaded = found(await deps.reads.request(requestId));
    const certificate = await deps.reads.certificateOf(requestId);
    const key = await deps.reads.serverKey(requestId);
    if (key === null || key.destroyedAt || certificate === null) return;
    const now = deps.clock.now();
    await deps.ledger.commit({
      organizationId: loaded.row.organizationId,
      authority: null,
      now,
      records: [
        {
          type: 'key.destroyed',
          actor,
          subject: { kind: 'certificate', id: certificate.id },
          detail: { request: requestId },
        },
      ],
      writes: () => [
        updateRow('ServerKey', { requestId }, { destroyedAt: null }, { destroyedAt: now, sealedKey: null }),
      ],
    });
  });
}

/** Destroys every key whose hour is over. */
export async function destroySpentKeys(deps: Deps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - AGAIN_WITHIN_MS);
  for (const requestId of await deps.reads.spentKeys(before, 100)) await destroyKey(deps, requestId);
}
