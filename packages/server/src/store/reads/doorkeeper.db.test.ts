import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Doorkeeper } from '../../usecases/ports.ts';
import type * as rows from '../entities/index.ts';
import { insertRow } from '../state-write.ts';
import { exampleScene, exampleUser, sha256, writeRows } from '../testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../testing/open-test-database.ts';
import { createDoorkeeper } from './doorkeeper.ts';

const START = new Date('2026-11-23T08:00:00.000Z');
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);
const hours = (count: number) => minutes(count * 60);

describe('the doorkeeper', () => {
  let open: OpenTestDatabase;
  let door: Doorkeeper;

  const session = (name: string, over: Partial<rows.SessionRow> = {}) =>
    insertRow('Session', {
      id: `ses_${name}`,
      tokenSha256: sha256(name),
      userId: 'usr_mara',
      createdAt: START,
      lastSeenAt: START,
      authenticatedAt: START,
      expiresAt: hours(24),
      endedAt: null,
      ...over,
    });
  const token = (name: string, over: Partial<rows.ApiTokenRow> = {}) =>
    insertRow('ApiToken', {
      id: `tok_${name}`,
      organizationId: 'org_1',
      name,
      createdBy: 'usr_mara',
      secretSha256: sha256(name),
      scopes: ['READ', 'SUBMIT'],
      environment: null,
      justification: null,
      createdAt: START,
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
      ...over,
    });
  const device = (name: string, over: Partial<rows.DeviceRow> = {}) =>
    insertRow('Device', {
      id: `dev_${name}`,
      organizationId: 'org_1',
      name,
      ownerId: 'usr_mara',
      registeredBy: 'usr_other',
      spkiSha256: sha256(name),
      certificateDer: null,
      certificateNotAfter: hours(48),
      enrollmentTokenSha256: null,
      enrollmentExpiresAt: null,
      createdAt: START,
      revokedAt: null,
      ...over,
    });

  beforeAll(async () => {
    open = await openTestDatabase();
    door = createDoorkeeper(open.database, open.schema);
    await writeRows(open.database, open.schema, [
      ...exampleScene('org_1'),
      insertRow('User', exampleUser('usr_mara', { email: 'mara@corp.com', platformRole: 'PLATFORM_ADMIN' })),
      insertRow('User', exampleUser('usr_other')),
      insertRow('User', exampleUser('usr_gone', { disabledAt: START })),
      session('open'),
      session('watched'),
      session('kept-alive', { lastSeenAt: hours(23) }),
      session('ended', { endedAt: START }),
      session('of-the-disabled', { userId: 'usr_gone' }),
      token('ci', { expiresAt: hours(1) }),
      token('revoked', { revokedAt: START }),
      token('of-the-disabled', { createdBy: 'usr_gone' }),
      device('web-01'),
      device('revoked', { revokedAt: START }),
    ]);
  });
  afterAll(() => open.close());

  it('knows a person by the cookie of their session, and names them by their e-mail address', async () => {
    const found = await door.session('open', minutes(0));
    expect(found?.principal).toEqual({
      actor: { kind: 'user', id: 'usr_mara', name: 'mara@corp.com' },
      userId: 'usr_mara',
      platformRole: 'PLATFORM_ADMIN',
      requesterUserIds: ['usr_mara'],
      scopes: null,
      organizationId: null,
      hasLapsed: false,
    });
    expect(found?.session.id).toBe('ses_open');
    expect(found?.user.createdAt).toBeInstanceOf(Date);
    expect(found?.session).not.toHaveProperty('people');
  });

  it.each(['unknown', 'ended', 'of-the-disabled'])('does not know a session that is %s', async (name) => {
    expect(await door.session(name, minutes(1))).toBeNull();
  });

  it('ends a session after eight idle hours, and not a moment before', async () => {
    expect(await door.session('open', new Date(hours(8).getTime() - 1))).not.toBeNull();
    expect(await door.session('open', hours(8))).toBeNull();
  });

  it('ends a session after twenty-four hours however lively it is', async () => {
    expect(await door.session('kept-alive', new Date(hours(24).getTime() - 1))).not.toBeNull();
    expect(await door.session('kept-alive', hours(24))).toBeNull();
  });

  it('writes down a sign of life once a minute, and none once presence has lapsed', async () => {
    const seenAt = async (moment: Date) => {
      await door.session('watched', moment);
      return (await door.session('watched', moment))?.session.lastSeenAt;
    };
    expect(await seenAt(minutes(0.5))).toEqual(START);
    expect(await seenAt(minutes(29))).toEqual(minutes(29));
    expect(await seenAt(minutes(58))).toEqual(minutes(58));
    expect(await seenAt(minutes(89))).toEqual(minutes(58));
    expect(await seenAt(minutes(90))).toEqual(minutes(58));
  });

  it('knows a token by its secret; its creator counts as the requester', async () => {
    expect((await door.apiToken('ci', minutes(1)))?.principal).toEqual({
      actor: { kind: 'token', id: 'tok_ci', name: 'ci' },
      userId: 'usr_mara',
      platformRole: 'PLATFORM_ADMIN',
      requesterUserIds: ['usr_mara'],
      scopes: ['READ', 'SUBMIT'],
      organizationId: 'org_1',
    });
    expect(await door.apiToken('ci', hours(1))).toBeNull();
    expect(await door.apiToken('revoked', minutes(1))).toBeNull();
    expect(await door.apiToken('of-the-disabled', minutes(1))).toBeNull();
  });

  it('writes down once a minute that a token is used', async () => {
    const usedAt = async (moment: Date) => {
      await door.apiToken('ci', moment);
      return (await door.apiToken('ci', moment))?.token.lastUsedAt;
    };
    expect(await usedAt(minutes(10))).toEqual(minutes(10));
    expect(await usedAt(minutes(10.9))).toEqual(minutes(10));
    expect(await usedAt(minutes(11))).toEqual(minutes(11));
  });

  it('knows a device by its key; its owner and its registrant count as the requester', async () => {
    expect((await door.device(sha256('web-01'), minutes(1)))?.principal).toEqual({
      actor: { kind: 'device', id: 'dev_web-01', name: 'web-01' },
      userId: null,
      platformRole: null,
      requesterUserIds: ['usr_mara', 'usr_other'],
      scopes: null,
      organizationId: 'org_1',
    });
    expect(await door.device(sha256('web-01'), hours(48))).toBeNull();
    expect(await door.device(sha256('revoked'), minutes(1))).toBeNull();
    expect(await door.device(sha256('unknown'), minutes(1))).toBeNull();
  });
});
