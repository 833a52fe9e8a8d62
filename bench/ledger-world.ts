import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { typeId, uuidv7 } from '../packages/server/src/domain/id.ts';
import { ledgerOrigin, openLedger } from '../packages/server/src/domain/ledger-genesis.ts';
import { Committer } from '../packages/server/src/ledger/committer.ts';
import { readColumns, type SchemaColumns } from '../packages/server/src/store/columns.ts';
import { type Database, openDatabase } from '../packages/server/src/store/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../packages/server/src/store/embedded-postgres.ts';
import { migrate } from '../packages/server/src/store/migrate.ts';
import { insertRow, updateRow } from '../packages/server/src/store/state-write.ts';

const quiet = () => undefined;

/** A durable embedded PostgreSQL with one organization, and the committer on it: what P3 to P5 measure. */
export interface LedgerWorld {
  readonly postgres: EmbeddedPostgres;
  readonly database: Database;
  readonly schema: SchemaColumns;
  readonly ledger: string;
  newCommitter(): Committer;
  superuser(): Promise<pg.Client>;
  close(): Promise<void>;
}

export function newId(prefix: 'apr' | 'org' | 'usr' | 'ca' | 'dtp'): string {
  return typeId(prefix, uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))));
}

export async function openLedgerWorld(): Promise<LedgerWorld> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-bench-'));
  const postgres = await startEmbeddedPostgres({
    dataFolder,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  await migrate(postgres.ownerUrl, { serverRole: 'countersign_server' });
  const database = await openDatabase(postgres.serverUrl, { log: quiet, poolSize: 40 });
  const schema = readColumns(database.orm);
  const ledger = newId('org');
  const now = new Date();
  const origin = ledgerOrigin('bench.example', ledger);
  const genesis = openLedger({ organizationId: ledger, name: 'Bench', origin, now });
  await database.pool.query(
    'insert into organization (id, slug, name, environments, created_at) values ($1, $2, $2, $3, now())',
    [ledger, 'bench', ['production']],
  );
  await database.pool.query(
    `insert into ledger_head (organization_id, ledger, epoch, size, hash, ts, authority, origin) values ($1, $1, 1, 1, $2, $3, 1, $4)`,
    [ledger, genesis.hash, now, origin],
  );
  await database.pool.query(
    `insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id) values ($1, 0, $2, $3, 'ledger.opened', $1, 'system')`,
    [ledger, genesis.hash, genesis.entry],
  );
  return {
    postgres,
    database,
    schema,
    ledger,
    newCommitter: () => new Committer({ database, schema, onCommitted: quiet }),
    async superuser() {
      const client = new pg.Client({ connectionString: postgres.superuserUrl.replace(/\/postgres$/, '/countersign') });
      await client.connect();
      return client;
    },
    async close() {
      await database.close();
      await postgres.stop();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Rows that requests refer to, once. */
export async function addPolicy(world: LedgerWorld): Promise<{ profile: string; authority: string; user: string }> {
  const [profile, authority, user] = [newId('dtp'), newId('ca'), newId('usr')];
  const { pool } = world.database;
  await pool.query(
    `insert into app_user (id, email, name, created_at) values ($1, 'mara@corp.example', 'Mara', now())`,
    [user],
  );
  await pool.query(
    `insert into certificate_authority (id, organization_id, kind, name, key_algorithm, certificate_der, sealed_key, not_after, created_at)
     values ($1, $2, 'ISSUING', 'CA', 'ECDSA_P256', '', '', now(), now())`,
    [authority, world.ledger],
  );
  await pool.query(
    `insert into trust_profile (id, organization_id, name, version, active, rules, created_at, updated_at) values ($1, $2, 'P', 1, true, '{}', now(), now())`,
    [profile, world.ledger],
  );
  await pool.query(
    `insert into trust_profile_version (trust_profile_id, version, name, rules, created_at) values ($1, 1, 'P', '{"allowSelfApproval": false}', now())`,
    [profile],
  );
  return { profile, authority, user };
}

/** A pending request, as a row to be inserted with its record. */
export function pendingRow(
  world: LedgerWorld,
  policy: { profile: string; authority: string; user: string },
  id: string,
) {
  return insertRow('CertificateRequest', {
    id,
    organizationId: world.ledger,
    rowVersion: 1,
    revision: 1,
    status: 'PENDING',
    issuanceStatus: 'NOT_STARTED',
    requesterKind: 'device',
    requesterId: 'dev_01jd9m2c8xe7rbx5w9n4t6q3hb',
    requesterName: 'web-01',
    requesterUserIds: [],
    domains: ['api.internal.corp.com'],
    commonName: null,
    environment: 'production',
    justification: 'New service deployment — ticket #1234',
    trustProfileId: policy.profile,
    profileVersion: 1,
    certificateAuthorityId: policy.authority,
    keyOrigin: 'SERVER',
    keyAlgorithm: 'ECDSA_P256',
    spki: null,
    spkiSha256: null,
    csrDer: null,
    csrSha256: null,
    validityDays: 90,
    requiredApprovals: 1,
    template: '{}',
    templateSha256: '5cde0f1298f41f7d1c8b907a36992a7a513225a2615bd6e307bf1a9149b06b40',
    requestedAt: new Date(),
    decidedAt: null,
    outcomeReason: null,
    warnAt: null,
    escalateAt: null,
    warnedAt: null,
    escalatedAt: null,
    expiresAt: null,
    renewsCertificateId: null,
    dedupeKey: null,
    submissionSha256: '',
    issuanceAttempts: 0,
    nextAttemptAt: null,
    issuanceError: null,
    lastSequence: 0,
  });
}

const MARA = { kind: 'user', id: 'usr_01jd9m2c8xe7rbx5w9n4t6q3he', name: 'mara@corp.com' } as const;

/** Commits one approval: the vote, the request's next state, and its record. */
export function commitApproval(
  world: Pick<LedgerWorld, 'ledger'>,
  committer: Committer,
  user: string,
  requestId: string,
): Promise<unknown> {
  const now = new Date();
  return committer.commit({
    organizationId: world.ledger,
    authority: 1,
    now,
    records: [
      {
        type: 'request.approved',
        actor: MARA,
        subject: { kind: 'request', id: requestId },
        detail: {
          approvals: 1,
          required: 1,
          reason: null,
          revision: 1,
          domains: ['api.internal.corp.com'],
          environment: 'production',
          justification: 'New service deployment — ticket #1234',
          templateSha256: '5cde0f1298f41f7d1c8b907a36992a7a513225a2615bd6e307bf1a9149b06b40',
          outcome: 'approved',
        },
      },
    ],
    writes: ({ lastSequence }) => [
      updateRow(
        'CertificateRequest',
        { id: requestId },
        { rowVersion: 1 },
        { rowVersion: 2, status: 'APPROVED', issuanceStatus: 'ISSUING', decidedAt: now, lastSequence },
      ),
      insertRow('Decision', {
        requestId,
        approverUserId: user,
        approverKind: 'user',
        approverId: user,
        approverName: MARA.name,
        verdict: 'APPROVE',
        reason: null,
        revision: 1,
        templateSha256: '5cde0f1298f41f7d1c8b907a36992a7a513225a2615bd6e307bf1a9149b06b40',
        decidedAt: now,
      }),
    ],
  });
}
