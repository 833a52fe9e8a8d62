import type { Change } from '../domain/change.ts';
import { decideSupersession } from '../domain/decide-intent.ts';
import { decideFailure, decideIssuance, decideQuarantine, decideScheduledRetry } from '../domain/decide-issuance.ts';
import { decideAnew } from './decide-anew.ts';
import { isOver } from './dedupe-key.ts';
import {
  type CertificateAuthorityRow,
  type CertificateRequestRow,
  type Deps,
  insertRow,
  type Stamp,
  type StateWrite,
  updateRow,
} from './ports.ts';
import { prepareIntent } from './prepare-intent.ts';
import { type MovingColumns, movedBy, requestOf, requestUpdate } from './request-rows.ts';
import { intentOf, type PreparedIntent, withIntent } from './with-intent.ts';

const HOUR_MS = 3_600_000;
const FIRST_RETRY_MS = 5_000;
/** After so many failures in a row nobody but a person has it tried again. */
const ATTEMPTS = 10;

/** Issues what an approval just committed, without making the approver wait. */
export function issueSoon(deps: Deps, row: CertificateRequestRow, intent: PreparedIntent | null): void {
  deps.background(`issuing ${row.id}`, async () => {
    if (intent === null) await issueCertificate(deps, row.id);
    else await decideAnew((tries) => (tries === 0 ? signAndRelease(deps, row, intent) : issueOnce(deps, row.id)));
  });
}

/**
 * Brings an approved request to its certificate, from wherever a crash or a failure left it: signs again the bytes that
 * stand committed, or makes them. Whoever else does the same at the same time: one of the commits wins, and both have signed
 * the same bytes. Does nothing for a request that is not to be issued.
 */
export function issueCertificate(deps: Deps, requestId: string): Promise<void> {
  return decideAnew(() => issueOnce(deps, requestId));
}

async function issueOnce(deps: Deps, requestId: string): Promise<void> {
  const loaded = await deps.reads.request(requestId);
  if (loaded === null || loaded.sealed || loaded.row.status !== 'APPROVED') return;
  let { row } = loaded;
  if (row.issuanceStatus === 'FAILED')
    row = await commitIssuance(deps, row, decideScheduledRetry(requestOf({ row, decisions: [] })));
  if (row.issuanceStatus !== 'ISSUING') return;
  const intent = await deps.reads.intentOf(requestId);
  const spkiSha256 = row.spkiSha256;
  if (intent !== null && spkiSha256) {
    const standing = { row: intent, spkiSha256, authority: await authorityOf(deps, row) };
    const now = deps.clock.now();
    if (now.getTime() - intent.createdAt.getTime() < HOUR_MS) return signAndRelease(deps, row, standing);
    // Too old to be signed: its dates no longer mean what was approved. Its serial is never used again.
    const superseded = decideSupersession(requestOf({ row, decisions: [] }), intentOf(standing), intent.createdAt, now);
    row = await commitIssuance(deps, row, superseded, {}, () => [
      updateRow('IssuanceIntent', { requestId, serial: intent.serial }, { supersededAt: null }, { supersededAt: now }),
    ]);
  }
  const intended = await commitIntent(deps, row);
  if (intended !== null) await signAndRelease(deps, intended.row, intended.intent);
}

async function authorityOf(deps: Deps, row: CertificateRequestRow): Promise<CertificateAuthorityRow> {
  const authority = await deps.reads.authority(row.certificateAuthorityId);
  if (authority === null) throw new Error(`the certificate authority ${row.certificateAuthorityId} is missing`);
  return authority;
}

/** Makes the key, where it is the server's to make, and commits what will be signed. */
async function commitIntent(
  deps: Deps,
  row: CertificateRequestRow,
): Promise<{ row: CertificateRequestRow; intent: PreparedIntent } | null> {
  let prepared: Awaited<ReturnType<typeof prepare>>;
  try {
    prepared = await prepare(deps, row);
  } catch (error) {
    await commitFailure(deps, row, error);
    return null;
  }
  const { decided, moved, keyWrites, intent } = prepared;
  const after = await commitIssuance(deps, row, decided.change, moved, (stamp) => [
    ...keyWrites,
    ...(decided.extraWrites?.(stamp) ?? []),
  ]);
  return { row: after, intent };
}

async function prepare(deps: Deps, row: CertificateRequestRow) {
  const [authority, version] = await Promise.all([
    authorityOf(deps, row),
    deps.reads.profileVersion(row.trustProfileId, row.profileVersion),
  ]);
  if (version === null || !row.keyAlgorithm) throw new Error(`${row.id} misses its profile or key`);
  const now = deps.clock.now();
  const { keyAlgorithm } = row;
  const keyWrites: StateWrite[] = [];
  let key = { spki: row.spki ?? null, spkiSha256: row.spkiSha256 ?? null };
  if (key.spki === null) {
    const made = await deps.authorities.makeKey(row.id, keyAlgorithm);
    key = made;
    keyWrites.push(
      insertRow('ServerKey', {
        requestId: row.id,
        sealedKey: made.sealedKey,
        createdAt: now,
        firstDeliveredAt: null,
        destroyedAt: null,
      }),
    );
  }
  const { spki, spkiSha256 } = key;
  if (spki === null || spkiSha256 === null) throw new Error(`${row.id} has no key to certify`);
  const intent = await prepareIntent(deps, row, { spki, spkiSha256, keyAlgorithm }, authority, version.rules, now);
  const request = requestOf({ row, decisions: [] });
  const decided = withIntent({ change: { next: request, decision: null, records: [] } }, intent, { now });
  const moved: Partial<MovingColumns> = {
    ...decided.moved,
    ...(row.spki ? {} : { spki, spkiSha256, keyAlgorithm }),
  };
  return { decided, moved, keyWrites, intent };
}

/** Signs the committed bytes, compares what comes back, and releases it: record, certificate and state in one commit. */
async function signAndRelease(deps: Deps, row: CertificateRequestRow, intent: PreparedIntent): Promise<void> {
  const request = requestOf({ row, decisions: [] });
  let der: Buffer;
  try {
    der = await deps.authorities.sign(intent.authority, intent.row.tbs);
  } catch (error) {
    await commitFailure(deps, row, error);
    return;
  }
  const read = deps.authorities.readCertificate(der);
  const certificateId = deps.ids.next('crt');
  const { serial, tbsSha256, fingerprintSha256: certificateSha256 } = read;
  const issued = { certificateSha256, serial, tbsSha256, certificateId };
  const change =
    read.spkiSha256 === intent.spkiSha256
      ? decideIssuance(request, intentOf(intent), issued)
      : decideQuarantine(request, issued, 'The key in it is not the one that was approved');
  if (change.outcome === 'quarantined') {
    deps.log('what the CA returned is not what was approved', { request: row.id });
    await commitIssuance(deps, row, change, { nextAttemptAt: null });
    return;
  }
  await release(deps, row, { certificateId, der, change, intent, read });
}

interface Released {
  readonly certificateId: string;
  readonly der: Buffer;
  readonly change: Change;
  readonly intent: PreparedIntent;
  readonly read: ReturnType<Deps['authorities']['readCertificate']>;
}

async function release(deps: Deps, row: CertificateRequestRow, released: Released): Promise<void> {
  const { read, intent } = released;
  await commitIssuance(
    deps,
    row,
    released.change,
    { nextAttemptAt: null, issuanceError: null, ...(isNamesKey(row) ? { dedupeKey: null } : {}) },
    (stamp) => [
      insertRow('Certificate', {
        id: released.certificateId,
        organizationId: row.organizationId,
        requestId: row.id,
        certificateAuthorityId: intent.authority.id,
        serial: intent.row.serial,
        der: released.der,
        domains: row.domains,
        environment: row.environment,
        trustProfileId: row.trustProfileId,
        requesterId: row.requesterId,
        notBefore: read.notBefore,
        notAfter: read.notAfter,
        fingerprintSha256: read.fingerprintSha256,
        spkiSha256: read.spkiSha256,
        issuedAt: stamp.ts,
        firstFetchedAt: null,
        deliveredAt: null,
        revokedAt: null,
        revocationReason: null,
        renewalRefusedAt: null,
      }),
    ],
  );
}

/** Only a submission without key and CSR is a new one as soon as its certificate is there. */
function isNamesKey(row: CertificateRequestRow): boolean {
  return row.dedupeKey?.startsWith('names:') === true;
}

async function commitFailure(deps: Deps, row: CertificateRequestRow, error: unknown): Promise<void> {
  const attempt = row.issuanceAttempts + 1;
  const code = error instanceof Error ? error.name : 'UNKNOWN';
  deps.log('issuing failed', {
    request: row.id,
    attempt,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  const wait = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), HOUR_MS);
  const final = attempt >= ATTEMPTS;
  await commitIssuance(deps, row, decideFailure(requestOf({ row, decisions: [] }), { code, attempt, final }), {
    issuanceAttempts: attempt,
    issuanceError: code,
    nextAttemptAt: final ? null : new Date(deps.clock.now().getTime() + wait),
  });
}

async function commitIssuance(
  deps: Deps,
  row: CertificateRequestRow,
  change: Change,
  moved: Partial<MovingColumns> = {},
  extraWrites: (stamp: Stamp) => readonly StateWrite[] = () => [],
): Promise<CertificateRequestRow> {
  if (isOver(row)) throw new Error(`${row.id} is over`);
  let after = row;
  await deps.ledger.commit({
    organizationId: row.organizationId,
    authority: null,
    now: deps.clock.now(),
    records: change.records,
    writes(stamp) {
      const update = requestUpdate(row, { ...movedBy(change.next), ...moved }, stamp);
      after = update.after;
      return [update.write, ...extraWrites(stamp)];
    },
  });
  return after;
}
