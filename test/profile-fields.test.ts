import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GraphqlClient, listOf, textOf } from './harness/graphql-client.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, addProfile, makeWorld, type World } from './harness/world.ts';

const SUBMIT =
  'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { request { id status issuanceStatus } userErrors { code message field } } }';
const REQUEST =
  'query ($id: ID!) { request(id: $id) { status issuanceStatus requestedAt warnAt escalateAt expiresAt certificate { pem } } }';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const USES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

interface Asked {
  readonly domains?: readonly string[];
  readonly environment?: string;
  readonly justification?: string | null;
  readonly validityDays?: number;
  readonly keyAlgorithm?: string;
}

interface FieldRow {
  /** The field of the profile, in a sentence. */
  readonly says: string;
  readonly rules: Record<string, unknown>;
  readonly refused: (zone: string) => Asked;
  readonly code: string;
  /** Without anything: the same, asked as it should be. */
  readonly taken?: (zone: string) => Asked;
}

const ROWS: readonly FieldRow[] = [
  {
    says: 'domains: a wildcard pattern covers one label, and nothing deeper',
    rules: {},
    refused: (zone) => ({ domains: [`a.b.${zone}`] }),
    code: 'NO_TRUST_PROFILE',
  },
  {
    says: 'domains: all names are matched as a whole',
    rules: {},
    refused: (zone) => ({ domains: [`a.${zone}`, 'elsewhere.example'] }),
    code: 'NO_TRUST_PROFILE',
  },
  {
    says: 'exceptDomains: what is carved out is not covered',
    rules: { exceptDomains: ['secret.ZONE'] },
    refused: (zone) => ({ domains: [`secret.${zone}`] }),
    code: 'NO_TRUST_PROFILE',
  },
  {
    says: 'environments: another one is refused',
    rules: { environments: ['production'] },
    refused: () => ({ environment: 'staging' }),
    code: 'NO_TRUST_PROFILE',
  },
  {
    says: 'environments: none chosen is all of them',
    rules: { environments: [] },
    refused: () => ({ environment: 'moon' }),
    code: 'POLICY_VIOLATION',
    taken: () => ({ environment: 'staging' }),
  },
  {
    says: 'allowWildcards off: no wildcard name',
    rules: {},
    refused: (zone) => ({ domains: [`*.${zone}`] }),
    code: 'POLICY_VIOLATION',
  },
  {
    says: 'allowWildcards on: the very pattern, and no other',
    rules: { allowWildcards: true },
    refused: (zone) => ({ domains: [`*.a.${zone}`] }),
    code: 'NO_TRUST_PROFILE',
    taken: (zone) => ({ domains: [`*.${zone}`] }),
  },
  {
    says: 'requireJustification: always where approval is',
    rules: { requireJustification: false },
    refused: () => ({ justification: null }),
    code: 'JUSTIFICATION_REQUIRED',
  },
  {
    says: 'requireJustification: also without approval',
    rules: { requireApproval: false, requireJustification: true },
    refused: () => ({ justification: null }),
    code: 'JUSTIFICATION_REQUIRED',
  },
  {
    says: 'maxValidityDays: no longer than that',
    rules: { maxValidityDays: 60, defaultValidityDays: 30 },
    refused: () => ({ validityDays: 61 }),
    code: 'POLICY_VIOLATION',
    taken: () => ({ validityDays: 60 }),
  },
  {
    says: 'keyAlgorithms: no other key',
    rules: { keyAlgorithms: ['ECDSA_P384'] },
    refused: () => ({ keyAlgorithm: 'RSA_2048' }),
    code: 'POLICY_VIOLATION',
    taken: () => ({ keyAlgorithm: 'ECDSA_P384' }),
  },
];

describe('a trust profile holds at every door', () => {
  let server: ServerProcess;
  let world: World;
  let zones = 0;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  /** A profile over a zone of its own. */
  const profileWith = async (rules: Record<string, unknown>) => {
    zones += 1;
    const zone = `f${zones}.corp.com`;
    const named = JSON.parse(JSON.stringify(rules).replaceAll('ZONE', zone)) as Record<string, unknown>;
    const { organizationId, certificateAuthorityId } = world;
    const given = { organizationId, certificateAuthorityId, name: zone, domains: [`*.${zone}`], allowAllDevices: true };
    return { zone, id: await addProfile(world.admin.client, { ...given, ...named }) };
  };
  const asking = (zone: string, host: string, asked: Asked) => ({
    domains: [`${host}.${zone}`],
    environment: 'production',
    justification: 'Asked for by a test',
    ...asked,
  });
  const byPerson = (zone: string, asked: Asked = {}) => ({
    input: { organizationId: world.organizationId, ...asking(zone, 'person', asked) },
  });
  const byDevice = (zone: string, asked: Asked = {}) => {
    const { validityDays, keyAlgorithm, ...rest } = asking(zone, 'device', asked);
    return world.device.enroll({ ...rest, validity_days: validityDays, key_algorithm: keyAlgorithm });
  };
  const submitted = async (zone: string, asked: Asked = {}, who: GraphqlClient = world.approver.client) =>
    (await who.change(SUBMIT, byPerson(zone, asked))).request;
  const requestOf = async (id: string) => (await world.admin.client.ask(REQUEST, { id })).request;
  /** The certificate of a request that nobody has to approve. */
  const issued = async (zone: string, asked: Asked = {}) => {
    const id = textOf((await submitted(zone, asked))?.id);
    await waitFor(async () => (await requestOf(id))?.certificate !== null, `a certificate for ${zone}`);
    return new X509Certificate(textOf((await requestOf(id))?.certificate?.pem));
  };

  test.each(ROWS)('$says', async ({ rules, refused, code, taken = () => ({}) }) => {
    const { zone } = await profileWith(rules);
    expect((await world.approver.client.refused(SUBMIT, byPerson(zone, refused(zone)))).code).toBe(code);
    const device = await byDevice(zone, refused(zone));
    expect(device.body).toMatchObject({ code });
    expect(device.status).toBe(422);
    expect(textOf((await submitted(zone, taken(zone)))?.id)).toMatch(/^apr_/);
    expect([201, 202]).toContain((await byDevice(zone, taken(zone))).status);
  });

  test('requireApproval: with it a request waits, without it nobody is asked', async () => {
    const waiting = await profileWith({});
    expect(textOf((await submitted(waiting.zone))?.status)).toBe('PENDING');
    expect((await byDevice(waiting.zone)).body).toMatchObject({ status: 'pending' });
    const free = await profileWith({ requireApproval: false });
    expect(textOf((await submitted(free.zone))?.status)).toBe('APPROVED');
    expect((await byDevice(free.zone)).body).toMatchObject({ status: 'issued' });
  });

  test('requiredApprovals: one approval of two leaves it pending, by whatever door it came', async () => {
    const { zone } = await profileWith({ requiredApprovals: 2 });
    const device = await byDevice(zone);
    for (const id of [textOf((await submitted(zone))?.id), device.body.approval_id ?? '']) {
      const once = await world.root.change(APPROVE, { input: { requestId: id } });
      expect(textOf(once.request?.status)).toBe('PENDING');
    }
  });

  test('allowSelfApproval: off nobody approves their own, nor that of a device of theirs; on they may', async () => {
    const strict = await profileWith({});
    const own = textOf((await submitted(strict.zone, {}, world.admin.client))?.id);
    const byOwnDevice = (await byDevice(strict.zone)).body.approval_id;
    for (const requestId of [own, byOwnDevice]) {
      expect((await world.admin.client.refused(APPROVE, { input: { requestId } })).code).toBe('SELF_APPROVAL');
    }
    const open = await profileWith({ allowSelfApproval: true });
    const allowed = textOf((await submitted(open.zone, {}, world.admin.client))?.id);
    const approved = await world.admin.client.change(APPROVE, { input: { requestId: allowed } });
    expect(textOf(approved.request?.status)).toBe('APPROVED');
  });

  test('allowedRequesters: whoever is named narrows the operators and the devices, and never the admins', async () => {
    const { zone } = await profileWith({ allowedUserIds: [world.admin.id], allowAllDevices: false });
    expect((await world.approver.client.refused(SUBMIT, byPerson(zone))).code).toBe('NOT_ALLOWED');
    expect(await byDevice(zone)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    expect(textOf((await submitted(zone, {}, world.admin.client))?.id)).toMatch(/^apr_/);
    const named = await profileWith({ allowAllDevices: false, allowedDeviceIds: [world.deviceId] });
    expect((await byDevice(named.zone)).status).toBe(202);
  });

  test('allowedRequesters: a device or a person of nowhere cannot be named', async () => {
    const { organizationId, certificateAuthorityId } = world;
    const given = { organizationId, certificateAuthorityId, name: 'Nobody', domains: ['nobody.corp.com'] };
    const create =
      'mutation ($input: CreateTrustProfileInput!) { createTrustProfile(input: $input) { trustProfile { id } userErrors { code message field } } }';
    const nowhere = world.deviceId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const [field, id] of [
      ['allowedDeviceIds', nowhere],
      ['allowedUserIds', nowhere.replace('dev_', 'usr_')],
    ] as const) {
      const error = await world.admin.client.refused(create, { input: { ...given, [field]: [id] } });
      expect(error).toMatchObject({ code: 'NOT_FOUND', field: [field] });
    }
  });

  test('mandatoryReason: approving needs one too', async () => {
    const { zone } = await profileWith({ mandatoryReason: true });
    const requestId = textOf((await submitted(zone))?.id);
    expect((await world.root.refused(APPROVE, { input: { requestId } })).code).toBe('REASON_REQUIRED');
    await world.root.change(APPROVE, { input: { requestId, reason: 'As agreed' } });
  });

  test('defaultValidityDays, extendedKeyUsages and certificateAuthority: the certificate is as the profile says', async () => {
    const { zone } = await profileWith({
      requireApproval: false,
      defaultValidityDays: 7,
      extendedKeyUsages: ['CLIENT_AUTH'],
    });
    const certificate = await issued(zone);
    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / DAY_MS;
    // Backdated by up to an hour, for clocks that go slow.
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThan(7.1);
    expect(certificate.keyUsage).toEqual([USES.client]);
    expect(certificate.issuer).toContain('corp Issuing CA');
    const both = await profileWith({ requireApproval: false, extendedKeyUsages: ['SERVER_AUTH', 'CLIENT_AUTH'] });
    expect((await issued(both.zone, { validityDays: 3 })).keyUsage).toEqual([USES.server, USES.client]);
  });

  test('keySource: with CSR_ONLY an approved request waits for its CSR, else the server makes the key', async () => {
    const { zone } = await profileWith({ requireApproval: false, keySource: 'CSR_ONLY' });
    expect(textOf((await submitted(zone))?.issuanceStatus)).toBe('AWAITING_CSR');
    expect((await byDevice(zone)).body).toMatchObject({ status: 'awaiting_csr' });
    const other = await profileWith({ requireApproval: false, keySource: 'CSR_OR_SERVER' });
    const { body } = await byDevice(other.zone);
    expect(body).toMatchObject({ status: 'issued' });
    expect(body.private_key).toContain('PRIVATE KEY');
  });

  test('warnAfterHours, escalateAfterHours and expireAfterHours: counted from when it was asked', async () => {
    const { zone } = await profileWith({ warnAfterHours: 1, escalateAfterHours: 2, expireAfterHours: 3 });
    const { body } = await byDevice(zone);
    for (const id of [textOf((await submitted(zone))?.id), body.approval_id ?? '']) {
      const request = await requestOf(id);
      const asked = Date.parse(textOf(request?.requestedAt));
      const after = [request?.warnAt, request?.escalateAt, request?.expiresAt].map(
        (at) => (Date.parse(textOf(at)) - asked) / HOUR_MS,
      );
      expect(after).toEqual([1, 2, 3]);
    }
  });

  test('matching says of each name what it met: nothing, one of several profiles, a wildcard that is not allowed, another environment', async () => {
    const [one, other] = [await profileWith({}), await profileWith({ environments: ['staging'] })];
    const match = async (domains: readonly string[]) => {
      const found = await world.approver.client.ask(
        'query ($o: ID!, $d: [String!]!) { matchTrustProfile(organizationId: $o, domains: $d, environment: "production") { trustProfile { id } explanations { domain matched why } userErrors { code } } }',
        { o: world.organizationId, d: domains },
      );
      const { trustProfile, explanations, userErrors } = found.matchTrustProfile ?? {};
      return {
        profile: trustProfile === null ? null : textOf(trustProfile?.id),
        code: listOf(userErrors).map(({ code }) => textOf(code))[0] ?? null,
        why: listOf(explanations).map(({ why }) => textOf(why)),
      };
    };
    expect(await match([`a.${one.zone}`])).toMatchObject({ profile: one.id });
    const nothing = await match(['a.nowhere.example']);
    expect(nothing).toMatchObject({ profile: null, code: 'NO_TRUST_PROFILE' });
    expect(nothing.why[0]).toMatch(/No active trust profile has a pattern/);
    const spanning = await match([`a.${one.zone}`, 'a.internal.corp.com']);
    expect(spanning).toMatchObject({ profile: null, code: 'DOMAINS_SPAN_PROFILES' });
    expect(spanning.why.join(' ')).toMatch(/Internal covers it/);
    expect((await match([`*.${one.zone}`])).why[0]).toMatch(/does not allow wildcard names/);
    expect((await match([`a.${other.zone}`])).why[0]).toMatch(/it is not for production/);
  });
});
