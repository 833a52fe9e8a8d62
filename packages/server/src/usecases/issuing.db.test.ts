import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../domain/actor.ts';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { deliverKey, destroySpentKeys } from './deliver-key.ts';
import { issueCertificate } from './issue-certificate.ts';

const HOUR_MS = 3_600_000;

describe('what was approved', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;
  let names = 0;

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  /** Asked for where the policy approves at once. */
  async function issue(who: Principal = world.hana): Promise<string> {
    names += 1;
    const { request } = await server.commands.submitRequest(who, {
      organizationId: world.organizationId,
      domains: [`n${names}.previews.one.example`],
      environment: 'production',
    });
    await server.settle();
    return request.id;
  }

  const certificateOf = (requestId: string) => server.deps.reads.certificateOf(requestId);
  const stateOf = async (requestId: string) => (await server.deps.reads.request(requestId))?.row.issuanceStatus;
  const typesOf = async (subjectId: string) => {
    const found = await open.database.pool.query<{ type: string }>(
      'select type from ledger_record where subject_id = $1 order by seq',
      [subjectId],
    );
    return found.rows.map(({ type }) => type);
  };

  async function handOut(requestId: string, to: Principal): Promise<string | null> {
    const loaded = await server.deps.reads.request(requestId);
    const certificate = await certificateOf(requestId);
    if (loaded === null || certificate === null) throw new Error(`${requestId} has no certificate`);
    return deliverKey(server.deps, to, loaded.row, certificate);
  }

  it('is intended, with its record and the key that the server made, before anything is signed', async () => {
    const intended: string[][] = [];
    server.signAs(async (authority, tbs) => {
      const found = await open.database.pool.query<{ request_id: string }>(
        'select request_id from issuance_intent where tbs = $1',
        [tbs],
      );
      for (const { request_id } of found.rows) {
        const key = await server.deps.reads.serverKey(request_id);
        intended.push([...(await typesOf(request_id)), key?.sealedKey ? 'a sealed key' : 'no key']);
      }
      server.signAs(null);
      return server.deps.authorities.sign(authority, tbs);
    });
    const requestId = await issue();
    expect(intended).toEqual([['request.submitted', 'request.approved', 'certificate.intended', 'a sealed key']]);
    expect(await stateOf(requestId)).toBe('ISSUED');
  });

  it('is handed to nobody where something else came back from the CA', async () => {
    const other = await certificateOf(await issue());
    server.signAs(() => Promise.resolve(other?.der ?? Buffer.alloc(0)));
    const requestId = await issue();
    server.signAs(null);
    expect(await stateOf(requestId)).toBe('QUARANTINED');
    expect(await certificateOf(requestId)).toBeNull();
    expect(await typesOf(requestId)).toContain('certificate.quarantined');
    await issueCertificate(server.deps, requestId);
    expect(await stateOf(requestId)).toBe('QUARANTINED');
  });

  it('is signed again byte for byte within the hour, and after it under a serial number that was never used', async () => {
    const signed: Buffer[] = [];
    server.signAs((_authority, tbs) => {
      signed.push(tbs);
      return Promise.reject(new Error('the CA is away'));
    });
    const requestId = await issue();
    await issueCertificate(server.deps, requestId);
    expect(signed).toHaveLength(2);
    expect(signed[1]).toEqual(signed[0]);
    server.passTime(HOUR_MS);
    await issueCertificate(server.deps, requestId);
    expect(signed[2]).not.toEqual(signed[0]);
    server.signAs(null);
    await issueCertificate(server.deps, requestId);
    const intents = await open.database.pool.query<{ serial: string; superseded_at: Date | null }>(
      'select serial, superseded_at from issuance_intent where request_id = $1 order by created_at',
      [requestId],
    );
    const [first, second] = intents.rows;
    expect(intents.rows.map(({ superseded_at }) => superseded_at !== null)).toEqual([true, false]);
    expect(second?.serial).not.toBe(first?.serial);
    expect((await certificateOf(requestId))?.serial).toBe(second?.serial);
    const again = open.database.pool.query(
      `update issuance_intent set serial = $2 where request_id = $1 and superseded_at is null`,
      [requestId, first?.serial],
    );
    await expect(again).rejects.toThrow();
  });

  it('is released as one certificate, however many servers issue it at once', async () => {
    server.signAs(() => Promise.reject(new Error('the CA is away')));
    const requestId = await issue();
    server.signAs(null);
    await Promise.all(Array.from({ length: 8 }, () => issueCertificate(server.deps, requestId)));
    expect((await typesOf(requestId)).filter((type) => type === 'certificate.issued')).toHaveLength(1);
    const found = await open.database.pool.query('select id from certificate where request_id = $1', [requestId]);
    expect(found.rows).toHaveLength(1);
  });

  it('comes with its key to its owner alone, again within an hour, each time with a record, and then never', async () => {
    const requestId = await issue();
    const certificate = await certificateOf(requestId);
    expect(await handOut(requestId, world.tomasz)).toBeNull();
    expect(await typesOf(certificate?.id ?? '')).toEqual([]);

    const key = await handOut(requestId, world.hana);
    const publicKey = createPublicKey(createPrivateKey(key ?? '')).export({ type: 'spki', format: 'der' });
    expect(new X509Certificate(certificate?.der ?? '').publicKey.export({ type: 'spki', format: 'der' })).toEqual(
      publicKey,
    );
    server.passTime(HOUR_MS - 1_000);
    expect(await handOut(requestId, world.hana)).toBe(key);
    expect(await typesOf(certificate?.id ?? '')).toEqual(['key.delivered', 'key.delivered']);

    server.passTime(2_000);
    expect(await handOut(requestId, world.hana)).toBeNull();
    await destroySpentKeys(server.deps);
    expect(await server.deps.reads.serverKey(requestId)).toMatchObject({ sealedKey: null });
    expect(await typesOf(certificate?.id ?? '')).toEqual(['key.delivered', 'key.delivered', 'key.destroyed']);
  });

  it('loses the key that the server made once its owner says that they have it, and nobody else’s word counts', async () => {
    const requestId = await issue();
    expect(await handOut(requestId, world.hana)).not.toBeNull();
    const strangers = server.commands.acknowledgeKey(world.tomasz, { requestId });
    await expect(strangers).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await server.commands.acknowledgeKey(world.hana, { requestId });
    await server.commands.acknowledgeKey(world.hana, { requestId });
    expect(await handOut(requestId, world.hana)).toBeNull();
    expect(await server.deps.reads.serverKey(requestId)).toMatchObject({ sealedKey: null });
  });

  it('gives the key that the server made to whoever asked in the web app, until they say that they have it', async () => {
    const { commands } = server;
    const requestId = await issue();
    for (const other of [world.tomasz, world.root]) {
      await expect(commands.collectKey(other, { requestId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      await expect(commands.confirmKey(other, { requestId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }
    await expect(commands.collectKey({ ...world.hana, hasLapsed: true }, { requestId })).rejects.toMatchObject({
      code: 'REAUTHENTICATE',
    });
    const { privateKeyPem } = await commands.collectKey(world.hana, { requestId });
    expect((await commands.collectKey(world.hana, { requestId })).privateKeyPem).toBe(privateKeyPem);
    await commands.confirmKey(world.hana, { requestId });
    await commands.confirmKey(world.hana, { requestId });
    await expect(commands.collectKey(world.hana, { requestId })).rejects.toMatchObject({ code: 'CONFLICT' });
    const certificate = await certificateOf(requestId);
    expect(await typesOf(certificate?.id ?? '')).toEqual(['key.delivered', 'key.delivered', 'key.destroyed']);
  });

  it('has its key in the database encrypted alone', async () => {
    const requestId = await issue();
    const sealed = (await server.deps.reads.serverKey(requestId))?.sealedKey ?? Buffer.alloc(0);
    const key = createPrivateKey((await handOut(requestId, world.hana)) ?? '');
    const { d = '' } = key.export({ format: 'jwk' });
    expect(d.length).toBeGreaterThan(20);
    expect(sealed.length).toBeGreaterThan(60);
    expect(sealed.includes(Buffer.from(d, 'base64url'))).toBe(false);
    expect(sealed.includes('PRIVATE KEY')).toBe(false);
  });
});
