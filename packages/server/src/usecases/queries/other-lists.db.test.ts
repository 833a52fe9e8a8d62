import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../domain/checkpoint.ts';
import { verifyConsistency, verifyInclusion } from '../../domain/merkle.ts';
import { CheckpointFolder } from '../../ledger/checkpoint-folder.ts';
import { checkpointSigner } from '../../ledger/checkpoint-key.ts';
import { Checkpoints } from '../../ledger/checkpoints.ts';
import { Committer } from '../../ledger/committer.ts';
import { LedgerIdentity } from '../../ledger/ledger-identity.ts';
import { LedgerProofs } from '../../ledger/proofs.ts';
import { exampleCommand, exampleDraft, exampleLedger } from '../../ledger/testing/ledger-scene.ts';
import { LedgerTrees } from '../../ledger/trees.ts';
import { createQueryReads } from '../../store/reads/query-reads.ts';
import {
  EARLIER,
  exampleAuthority,
  exampleIssued,
  exampleOrganization,
  exampleProfile,
  exampleRequest,
  exampleUser,
  writeRows,
} from '../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import type { PageArguments, Queries } from '../application.ts';
import type { AuditFilter } from '../ledger-queries.ts';
import { insertRow } from '../ports.ts';
import type { QueryReads } from './query-ports.ts';
import { ADMIN, STRANGER, testQueries } from './testing/test-queries.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

const retired = (id: string, organizationId: string) =>
  exampleProfile(id, organizationId).map((write) =>
    write.op === 'insert' && write.table === 'TrustProfile'
      ? { ...write, row: { ...write.row, active: false } }
      : write,
  );

describe('the other lists', () => {
  let open: OpenTestDatabase;
  let queries: Queries;
  let reads: QueryReads;
  const signer = checkpointSigner(generateKeyPairSync('ed25519').privateKey);
  beforeAll(async () => {
    open = await openTestDatabase();
    const { database, schema } = open;
    reads = createQueryReads(database, schema);
    const folder = await CheckpointFolder.open('/nowhere', () => signer);
    const checkpoints = new Checkpoints({
      database,
      trees: new LedgerTrees(database),
      folder,
      signer,
      identity: new LedgerIdentity({ database, newest: () => null, open: (note) => signer.open(note) }),
    });
    const proofs = new LedgerProofs(database);
    queries = testQueries(open, {
      now: NOW,
      archive: {
        checkpoint: (ledger) => checkpoints.current(ledger),
        verifierKeys: (origin) => signer.vkeys(origin),
        inclusions: (...of) => proofs.inclusions(...of),
        consistency: (...of) => proofs.consistency(...of),
        pastCheckpoints: () => Promise.resolve([]),
        exportLines: () => {
          throw new Error('nothing here needs it');
        },
      },
    });
    await writeRows(database, schema, [
      ...['usr_admin', 'usr_b', 'usr_c'].map((id) => insertRow('User', exampleUser(id))),
      insertRow('Organization', exampleOrganization('org_1')),
      ...exampleLedger('org_1'),
      insertRow('CertificateAuthority', exampleAuthority('ca_1', 'org_1')),
      insertRow('CertificateAuthority', { ...exampleAuthority('ca_2', 'org_1'), kind: 'DEVICE_ROOT' }),
      ...exampleProfile('dtp_1', 'org_1'),
      ...retired('dtp_2', 'org_1'),
      insertRow('User', exampleUser('usr_out', { disabledAt: EARLIER })),
      ...['usr_admin', 'usr_b', 'usr_c', 'usr_out'].map((userId) =>
        insertRow('Membership', {
          organizationId: 'org_1',
          userId,
          role: userId === 'usr_admin' ? 'ADMIN' : 'VIEWER',
          createdAt: EARLIER,
        }),
      ),
      ...exampleIssued(NOW, 'a', { notAfter: days(40), domains: ['api.corp.com', 'www.corp.com'] }),
      ...exampleIssued(NOW, 'b', { notAfter: days(5), domains: ['api.corp.com'], issuedAt: days(-90) }),
      ...exampleIssued(NOW, 'c', { notAfter: days(-1), domains: ['api.corp.com', 'www.corp.com'] }),
      ...exampleIssued(NOW, 'd', { notAfter: days(-50) }),
      ...exampleIssued(NOW, 'e', {
        notAfter: days(20),
        revokedAt: days(-2),
        revocationReason: 'SUPERSEDED',
        domains: ['api.corp.com'],
      }),
    ]);
    const committer = new Committer({ database, schema, onCommitted: () => {} });
    const person = (id: string) => ({ kind: 'user', id, name: id }) as const;
    const request = (id: string) => ({ kind: 'request', id }) as const;
    for (const [minute, draft] of [
      exampleDraft({ type: 'request.submitted', actor: person('usr_b'), subject: request('apr_1') }),
      exampleDraft({ type: 'request.approved', actor: person('usr_c'), subject: request('apr_1') }),
      exampleDraft({ type: 'request.submitted', actor: person('usr_b'), subject: request('apr_2') }),
      exampleDraft({ type: 'request.commented', actor: person('usr_c'), subject: request('apr_2') }),
    ].entries()) {
      await committer.commit(
        exampleCommand('org_1', { now: new Date(EARLIER.getTime() + (minute + 1) * 60_000), records: [draft] }),
      );
    }
  });
  afterAll(() => open.close());

  /** Reads a list page by page of one. */
  const oneByOne = async <Row>(
    read: (page: PageArguments) => Promise<{ rows: readonly Row[]; cursors: readonly string[]; hasNextPage: boolean }>,
  ) => {
    const rows: Row[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const page = await read({ first: 1, after });
      rows.push(...page.rows);
      after = page.cursors.at(-1) ?? null;
      more = page.hasNextPage;
    }
    return rows;
  };

  const certificateFilters: [Parameters<Queries['certificates']>[2], string][] = [
    [null, 'b e a c d'],
    [{ domain: 'API.corp.com' }, 'b e a c'],
    [{ domain: 'www.corp.com' }, 'a c'],
    [{ revoked: true }, 'e'],
    [{ revoked: false }, 'b a c d'],
    [{ expiringWithinDays: 20 }, 'b e'],
    [{ expiringWithinDays: 20, revoked: false, domain: 'api.corp.com' }, 'b'],
    [{ domain: 'none.corp.com' }, ''],
  ];
  it.each(certificateFilters)(
    'hold the certificates of %o, the first to expire first, the expired last',
    async (filter, expected) => {
      const rows = await oneByOne((page) => queries.certificates(ADMIN, 'org_1', filter, page));
      expect(rows.map(({ id }) => id.replace('crt_', '')).join(' ')).toBe(expected);
    },
  );

  it('refuse a name that is none, and a span that is none', async () => {
    await expect(queries.certificates(ADMIN, 'org_1', { domain: 'not a name' }, {})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      field: ['filter', 'domain'],
    });
    await expect(queries.certificates(ADMIN, 'org_1', { expiringWithinDays: -1 }, {})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('name as the previous certificate the one in force that shares the most names, newest first', async () => {
    const asking = (domains: string[]) => exampleRequest('apr_new', 'org_1', { domains });
    expect((await reads.previousCertificate(asking(['api.corp.com', 'www.corp.com']), NOW))?.id).toBe('crt_a');
    expect((await reads.previousCertificate(asking(['api.corp.com']), NOW))?.id).toBe('crt_b');
    expect(await reads.previousCertificate(asking(['new.corp.com']), NOW)).toBeNull();
    expect(
      (await reads.previousCertificate(exampleRequest('apr_b', 'org_1', { domains: ['api.corp.com'] }), NOW))?.id,
    ).toBe('crt_a');
  });

  const minute = (count: number) => new Date(EARLIER.getTime() + count * 60_000);
  const auditFilters: [AuditFilter | null, string][] = [
    [null, '4 3 2 1 0'],
    [{ types: ['request.submitted'] }, '3 1'],
    [{ types: ['request.submitted', 'request.commented'] }, '4 3 1'],
    [{ actorId: 'usr_c' }, '4 2'],
    [{ actorId: 'usr_c', types: ['request.approved'] }, '2'],
    [{ subjectId: 'apr_2' }, '4 3'],
    [{ subjectId: 'apr_2', actorId: 'usr_b' }, '3'],
    [{ from: minute(2) }, '4 3 2'],
    [{ from: new Date(minute(2).getTime() + 1) }, '4 3'],
    [{ to: minute(2) }, '1 0'],
    [{ from: minute(1), to: minute(3), types: ['request.submitted'] }, '1'],
    [{ from: minute(60) }, ''],
  ];
  it.each(auditFilters)('hold the audit records of %o, newest first', async (filter, expected) => {
    const rows = await oneByOne((page) => queries.auditRecords(ADMIN, 'org_1', filter, page));
    expect(rows.map(({ sequence }) => sequence).join(' ')).toBe(expected);
  });

  it('show the chain, a record by its id, and a checkpoint over all of it', async () => {
    expect(await queries.auditChain(ADMIN, 'org_1')).toMatchObject({ size: 5, sealed: false, sealedBecause: null });
    expect(await queries.auditRecord(ADMIN, 'org_1:2')).toMatchObject({
      id: 'org_1:2',
      sequence: 2,
      type: 'request.approved',
    });
    expect(await queries.auditRecord(ADMIN, 'org_1:99')).toBeNull();
    expect(await queries.auditRecord(ADMIN, 'nonsense')).toBeNull();
    const origin = 'countersign.example/ledger/org_1';
    const note = (await queries.checkpoint({ organizationId: 'org_1' })) ?? '';
    const chain = await queries.auditChain(ADMIN, 'org_1');
    if (chain === null) throw new Error('no chain');
    const rootHex = await queries.merkleRoot(chain);
    expect(openCheckpoint(note, signer.vkey(origin))).toEqual({ origin, size: 5, rootHex });
  });

  it('prove that a record is in the ledger, and that it has only grown since', async () => {
    const record = await queries.auditRecord(ADMIN, 'org_1:2');
    const proof = await queries.inclusionProof(ADMIN, 'org_1:2', null);
    if (record === null || proof === null) throw new Error('no record');
    const { size, hashes, rootHex, checkpoint } = proof;
    expect(verifyInclusion({ seq: 2, size, leafHash: record.hash, proof: hashes, rootHex })).toBe(true);
    expect(openCheckpoint(checkpoint ?? '', signer.vkey('countersign.example/ledger/org_1'))).toMatchObject({
      size: 5,
      rootHex,
    });
    expect(await queries.inclusionProof(ADMIN, 'org_1:2', 3)).toMatchObject({ size: 3, checkpoint: null });
    expect(await queries.inclusionProof(STRANGER, 'org_1:2', null)).toBeNull();
    const grown = await queries.consistencyProof({ organizationId: 'org_1', from: 3 });
    if (grown === null) throw new Error('no ledger');
    const { from, to, fromRootHex, toRootHex } = grown;
    expect({ from, to, toRootHex }).toEqual({ from: 3, to: 5, toRootHex: rootHex });
    expect(verifyConsistency({ from, to, fromRootHex, toRootHex, proof: grown.hashes })).toBe(true);
    expect(await queries.consistencyProof({ organizationId: 'org_none', from: 0 })).toBeNull();
  });

  it.each([
    ['a tree that the record is not in yet', () => queries.inclusionProof(ADMIN, 'org_1:2', 2)],
    ['a tree that there is not yet', () => queries.inclusionProof(ADMIN, 'org_1:2', 6)],
    ['a ledger that shrinks', () => queries.consistencyProof({ organizationId: 'org_1', from: 4, to: 3 })],
    ['sizes beyond the end', () => queries.consistencyProof({ organizationId: 'org_1', from: 3, to: 6 })],
  ])('refuse a proof of %s', async (_what, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('hold members, profiles and authorities in pages; the authority of devices is not shown', async () => {
    const members = await oneByOne((page) => queries.members(ADMIN, 'org_1', page));
    expect(members.map(({ user }) => user.id)).toEqual(['usr_admin', 'usr_b', 'usr_c', 'usr_out']);
    expect((await queries.trustProfiles(ADMIN, 'org_1', true, {})).rows.map(({ id }) => id)).toEqual(['dtp_1']);
    expect((await queries.certificateAuthorities(ADMIN, 'org_1', {})).rows.map(({ id }) => id)).toEqual(['ca_1']);
  });

  it('hold what was retired apart, and say of a member who is disabled why nothing can be done to them', async () => {
    expect((await queries.trustProfiles(ADMIN, 'org_1', false, {})).rows.map(({ id }) => id)).toEqual(['dtp_2']);
    const { changeRole, remove } = await queries.memberPermissions(ADMIN, 'org_1', 'usr_out');
    for (const permission of [changeRole, remove]) {
      expect(permission).toMatchObject({ allowed: false, reasons: [expect.stringContaining('is disabled')] });
    }
  });

  it('are empty, and what is in them absent, for whoever has no standing in the organization', async () => {
    const lists = await Promise.all([
      queries.certificates(STRANGER, 'org_1', null, {}),
      queries.auditRecords(STRANGER, 'org_1', null, {}),
      queries.auditRecords(ADMIN, 'platform', null, {}),
      queries.members(STRANGER, 'org_1', {}),
      queries.devices(STRANGER, 'org_1', {}),
      queries.trustProfiles(STRANGER, 'org_1', true, {}),
      queries.trustProfiles(STRANGER, 'org_1', false, {}),
      queries.certificateAuthorities(STRANGER, 'org_1', {}),
    ]);
    expect(lists.map(({ rows }) => rows.length)).toEqual(lists.map(() => 0));
    const things = await Promise.all([
      queries.organization(STRANGER, 'org_1'),
      queries.certificate(STRANGER, 'crt_a'),
      queries.certificateAuthority(STRANGER, 'ca_1'),
      queries.trustProfile(STRANGER, 'dtp_1'),
      queries.auditChain(STRANGER, 'org_1'),
      queries.auditChain(ADMIN, 'platform'),
      queries.auditRecord(STRANGER, 'org_1:2'),
      queries.exportLedger(STRANGER, { organizationId: 'org_1' }),
    ]);
    expect(things.every((thing) => thing === null)).toBe(true);
    expect(await queries.canManageOrganization(STRANGER, 'org_1')).toMatchObject({ allowed: false, code: 'NOT_FOUND' });
    const match = await queries.matchTrustProfile(STRANGER, {
      organizationId: 'org_1',
      domains: ['a.internal.corp.com'],
      environment: 'production',
    });
    expect(match).toMatchObject({ profile: null, error: { code: 'NOT_FOUND' } });
  });

  it('say which profile a name meets, as a submission would', async () => {
    const ask = (domain: string) =>
      queries.matchTrustProfile(ADMIN, { organizationId: 'org_1', domains: [domain], environment: 'production' });
    expect((await ask('API.internal.corp.com')).profile?.id).toBe('dtp_1');
    expect(await ask('a.b.internal.corp.com')).toMatchObject({ profile: null, error: { code: 'NO_TRUST_PROFILE' } });
    expect(await ask('-')).toMatchObject({ profile: null, error: { code: 'INVALID_INPUT' }, explanations: [] });
  });
});
