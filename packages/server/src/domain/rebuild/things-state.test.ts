import { describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import type { JsonObject } from '../audit-record-types.ts';
import { rebuildAuthorities } from './authority-state.ts';
import { rebuildChanges } from './change-state.ts';
import type { Rebuilt } from './claims.ts';
import { rebuildDevices } from './device-state.ts';
import { rebuildMemberships } from './membership-state.ts';
import { rebuildOrganizations, rebuildUsers } from './platform-state.ts';
import { rebuildProfileRoles, rebuildProfiles, toldRules } from './profile-state.ts';
import { ASKER, at, story } from './testing/told.ts';
import { rebuildTokens } from './token-state.ts';
import { rebuildWebhooks } from './webhook-state.ts';

/** What is claimed of each, as rows would hold it; a time that is set is `set`, what cannot be known is null. */
function rowsOf(rebuilt: Rebuilt): Record<string, unknown> {
  return Object.fromEntries(
    [...rebuilt].map(([key, row]) => {
      if (row === null) return [key, null];
      if (row.isGone) return [key, 'gone'];
      const claims = Object.entries(row.claims);
      return [
        key,
        Object.fromEntries(claims.map(([column, claim]) => [column, claim.kind === 'value' ? claim.value : 'set'])),
      ];
    }),
  );
}

describe('trust profiles, as their records tell them', () => {
  const created = [
    'profile.created',
    'dtp_1',
    { version: 1, name: 'Core', after: { deliver: false, domains: ['a'] } },
  ] as const;
  const changed = [
    'profile.changed',
    'dtp_1',
    { version: 2, before: { deliver: false, name: 'Core' }, after: { deliver: true, name: 'Core secrets' } },
  ] as const;

  test('have the rules of their first record with every later difference; each version keeps its own', () => {
    const rebuilt = rebuildProfiles(story(created, changed));
    const rules = { deliver: true, domains: ['a'] };
    expect(rowsOf(rebuilt.profiles)).toEqual({
      dtp_1: { name: 'Core secrets', version: 2, active: true, rules, createdAt: 'set', updatedAt: 'set' },
    });
    expect(rowsOf(rebuilt.versions)).toEqual({
      'dtp_1/1': { name: 'Core', rules: { deliver: false, domains: ['a'] }, createdAt: 'set' },
      'dtp_1/2': { name: 'Core secrets', rules, createdAt: 'set' },
    });
    expect(toldRules(rebuilt, 'dtp_1', 2)).toMatchObject({ rules, by: { seq: 1 } });
    expect(toldRules(rebuilt, 'dtp_1', 3)).toBeNull();
  });

  test('keep their name where only rules change, and are not active once retired', () => {
    const rules = ['profile.changed', 'dtp_1', { version: 2, before: {}, after: { deliver: true } }] as const;
    const { profiles } = rebuildProfiles(story(created, rules, ['profile.retired', 'dtp_1']));
    expect(rowsOf(profiles)).toMatchObject({ dtp_1: { name: 'Core', active: false, version: 2 } });
  });

  test('are not known where their first record is not', () => {
    const { profiles, versions } = rebuildProfiles(story(changed, ['profile.retired', 'dtp_1']));
    expect([rowsOf(profiles), rowsOf(versions)]).toEqual([{ dtp_1: null }, {}]);
  });

  test('have roles that are given, changed and taken away, and not known of whoever left', () => {
    const granted = (user: string, after: string) =>
      ['profileRole.granted', 'dtp_1', { user, before: null, after }] as const;
    const roles = rebuildProfileRoles(
      story(
        granted('usr_1', 'ADMIN'),
        granted('usr_1', 'VIEWER'),
        granted('usr_2', 'ADMIN'),
        ['profileRole.revoked', 'dtp_1', { user: 'usr_2', before: 'ADMIN', after: null }],
        granted('usr_3', 'ADMIN'),
        ['member.removed', 'usr_3'],
      ),
    );
    expect(rowsOf(roles)).toEqual({ 'dtp_1/usr_1': { role: 'VIEWER' }, 'dtp_1/usr_2': 'gone', 'dtp_1/usr_3': null });
  });
});

describe('members, devices, tokens and authorities, as their records tell them', () => {
  test('a member has the role of the newest record, and is gone when removed', () => {
    const added = (user: string) => ['member.added', user, { email: 'a@b.c', role: 'VIEWER' }] as const;
    const changed = ['member.changed', 'usr_1', { email: 'a@b.c', before: 'VIEWER', after: 'ADMIN' }] as const;
    const rebuilt = rebuildMemberships(story(added('usr_1'), changed, added('usr_2'), ['member.removed', 'usr_2']));
    expect(rowsOf(rebuilt)).toEqual({ usr_1: { role: 'ADMIN', createdAt: 'set' }, usr_2: 'gone' });
  });

  const device: Actor = { kind: 'device', id: 'dev_1', name: 'gateway' };
  const waiting = ['device.registered', 'dev_1', { name: 'gateway', owner: 'usr_1', by: 'token' }] as const;
  const enrolled = [
    'device.registered',
    'dev_1',
    { name: 'gateway', owner: 'usr_1', spkiSha256: 'aa', certificateSha256: 'bb', notAfter: at(9) },
    device,
  ] as const;

  test('a device has no key before its enrollment, the one that it brought after it, and is out when revoked', () => {
    const owned = { name: 'gateway', ownerId: 'usr_1', registeredBy: 'usr_mara', createdAt: 'set' };
    const none = { spkiSha256: null, certificateDer: null, certificateNotAfter: null };
    expect(rowsOf(rebuildDevices(story(waiting)))).toEqual({ dev_1: { ...owned, ...none, revokedAt: null } });
    const key = { spkiSha256: 'aa', certificateDer: 'bb', certificateNotAfter: at(9) };
    expect(rowsOf(rebuildDevices(story(waiting, enrolled)))).toEqual({ dev_1: { ...owned, ...key, revokedAt: null } });
    const revoked = rebuildDevices(story(waiting, enrolled, ['device.revoked', 'dev_1']));
    expect(rowsOf(revoked)).toMatchObject({ dev_1: { ...key, revokedAt: 'set' } });
    expect(rowsOf(rebuildDevices(story(enrolled)))).toEqual({ dev_1: null });
  });

  test('a pinned device has its key at once; of what an older record does not say nothing is claimed', () => {
    const pinned = { name: 'gateway', owner: 'usr_1', by: 'certificate', spkiSha256: 'aa' };
    const said = { registeredBy: 'usr_2', certificateSha256: 'bb', notAfter: at(9) };
    const of = (detail: object) =>
      rowsOf(rebuildDevices(story(['device.registered', 'dev_1', { ...pinned, ...detail }]))).dev_1;
    expect(of(said)).toMatchObject({ spkiSha256: 'aa', certificateDer: 'bb', registeredBy: 'usr_2' });
    expect(Object.keys(of({}) ?? {})).not.toContain('certificateDer');
  });

  test('a token is its creator’s, within its scopes, until it expires or is revoked', () => {
    const detail = { name: 'CI', scopes: ['READ'], expiresAt: at(9), environment: null, justification: 'Nightly' };
    const created = ['token.created', 'tok_1', detail] as const;
    const row = { ...detail, createdBy: 'usr_mara', createdAt: 'set', revokedAt: null };
    expect(rowsOf(rebuildTokens(story(created)))).toEqual({ tok_1: row });
    const rebuilt = rebuildTokens(story(created, ['token.revoked', 'tok_1'], ['token.revoked', 'tok_2']));
    expect(rowsOf(rebuilt)).toEqual({ tok_1: { ...row, revokedAt: 'set' }, tok_2: null });
  });

  test('an authority has its certificate until it is retired; that of devices is named with the organization', () => {
    const detail = { name: 'Main', keyAlgorithm: 'ECDSA_P256', certificateSha256: 'aa', notAfter: at(9) };
    const [founding] = story(['organization.changed', 'org_1', { created: true, deviceCa: { id: 'ca_d', ...detail } }]);
    const made = ['ca.created', 'ca_1', { ...detail, kind: 'ISSUING', parent: 'ca_0' }] as const;
    const row = { name: 'Main', keyAlgorithm: 'ECDSA_P256', certificateDer: 'aa', notAfter: at(9), createdAt: 'set' };
    const rebuilt = rebuildAuthorities(story(made, ['ca.retired', 'ca_1'], ['ca.retired', 'ca_2']), founding ?? null);
    expect(rowsOf(rebuilt)).toEqual({
      ca_d: { ...row, kind: 'DEVICE_ROOT', parentId: null, retiredAt: null },
      ca_1: { ...row, kind: 'ISSUING', parentId: 'ca_0', retiredAt: 'set' },
      ca_2: null,
    });
    const [older] = story(['organization.changed', 'org_1', { created: true }]);
    expect([rebuildAuthorities([], older ?? null).size, rebuildAuthorities([], null).size]).toEqual([0, 0]);
  });
});

describe('people and organizations, as the platform’s records tell them', () => {
  const created = ['user.created', 'usr_1', { email: 'a@b.c', name: 'A', invited: true }] as const;
  const row = { email: 'a@b.c', name: 'A', platformRole: null, disabledAt: null, createdAt: 'set' };

  test('a person who was invited has no password before choosing one', () => {
    expect(rowsOf(rebuildUsers(story(created)))).toEqual({ usr_1: { ...row, passwordHash: null } });
    const chosen = ['user.changed', 'usr_1', { changed: ['password'], by: 'invitation' }] as const;
    expect(rowsOf(rebuildUsers(story(created, chosen)))).toEqual({ usr_1: row });
    const first = ['user.created', 'usr_1', { email: 'a@b.c', name: 'A', platformRole: 'SUPERUSER' }] as const;
    expect(rowsOf(rebuildUsers(story(first)))).toEqual({ usr_1: { ...row, platformRole: 'SUPERUSER' } });
  });

  test('a person has the role on the platform that was given last', () => {
    const given = (after: string | null) => ['platformRole.changed', 'usr_1', { before: null, after }] as const;
    expect(rowsOf(rebuildUsers(story(created, given('PLATFORM_ADMIN'))))).toMatchObject({
      usr_1: { platformRole: 'PLATFORM_ADMIN' },
    });
    expect(rowsOf(rebuildUsers(story(created, given('SUPERUSER'), given(null))))).toMatchObject({
      usr_1: { platformRole: null },
    });
  });

  test('what a record says was changed, but not how, is open', () => {
    const changed = (detail: object) =>
      rowsOf(rebuildUsers(story(created, ['user.changed', 'usr_1', { ...detail }]))).usr_1;
    const { disabledAt: _disabledAt, ...others } = row;
    expect(changed({ changed: ['disabled', 'password'] })).toEqual(others);
    expect(changed({ changed: ['name', 'password'], after: { name: 'B', other: 1 } })).toEqual({ ...row, name: 'B' });
    expect(changed({})).toEqual({});
    expect(rowsOf(rebuildUsers(story(['user.changed', 'usr_2', {}])))).toEqual({ usr_2: null });
  });

  test('a person is disabled from the record that says so until the one that takes it back', () => {
    const disabled = (isDisabled: boolean) =>
      ['user.changed', 'usr_1', { changed: ['disabled'], after: { disabled: isDisabled } }] as const;
    expect(rowsOf(rebuildUsers(story(created, disabled(true))))).toMatchObject({ usr_1: { disabledAt: 'set' } });
    expect(rowsOf(rebuildUsers(story(created, disabled(true), disabled(false))))).toMatchObject({
      usr_1: { disabledAt: null },
    });
  });

  test('an organization is what it was made, with what was changed since', () => {
    const made = { created: true, name: 'Corp', slug: 'corp', environments: ['production'] };
    const first = ['organization.changed', 'org_1', made] as const;
    const { created: _created, ...told } = made;
    // It is made with the setting on.
    const columns = { ...told, requireSecondAdmin: true };
    expect(rowsOf(rebuildOrganizations(story(first)))).toEqual({ org_1: { ...columns, createdAt: 'set' } });
    const later = (detail: object) =>
      rowsOf(rebuildOrganizations(story(first, ['organization.changed', 'org_1', { ...detail }])));
    expect(later({ after: { name: 'Corp 2', quorum: 3 } })).toEqual({
      org_1: { ...columns, name: 'Corp 2', createdAt: 'set' },
    });
    expect(later({ after: { requireSecondAdmin: false } })).toEqual({
      org_1: { ...columns, requireSecondAdmin: false, createdAt: 'set' },
    });
    expect(later({ setting: 'single admin' })).toEqual({ org_1: null });
  });
});

test('a pending change is what was proposed, until it is decided', () => {
  const detail = {
    profile: 'dtp_1',
    baseVersion: 2,
    name: 'Core',
    before: {},
    rules: { deliver: true },
    widens: ['It …'],
  };
  const proposed = ['change.proposed', 'chg_1', { ...detail, user: 'usr_mara' }] as const;
  const { profile: trustProfileId, before: _before, ...told } = detail;
  const row = { ...told, trustProfileId, proposedAt: 'set', proposedByUserId: 'usr_mara', proposedById: 'usr_mara' };
  expect(rowsOf(rebuildChanges(story(proposed)))).toMatchObject({
    chg_1: { ...row, status: 'PENDING', decidedAt: null },
  });
  const verdict = { profile: 'dtp_1', outcome: 'REJECTED', user: 'usr_asker', reason: 'No' };
  const decided = ['change.decided', 'chg_1', verdict, ASKER] as const;
  expect(rowsOf(rebuildChanges(story(proposed, decided)))).toMatchObject({
    chg_1: { ...row, status: 'REJECTED', decidedById: 'usr_asker', decidedAt: 'set', reason: 'No' },
  });
  expect(rowsOf(rebuildChanges(story(decided)))).toEqual({ chg_1: null });
});

describe('webhooks, as their records tell them', () => {
  const created = [
    'webhook.changed',
    'whk_1',
    {
      change: 'created',
      host: 'hooks.example',
      urlSha256: 'ab',
      createdBy: 'usr_1',
      after: { eventTypes: [], description: '', active: true },
    },
  ] as const;
  const changed = (detail: JsonObject) => ['webhook.changed', 'whk_1', detail] as const;

  test('are as they were made, with every later change, and where they lead is known by its hash', () => {
    const rebuilt = rebuildWebhooks(
      story(
        created,
        changed({ change: 'updated', after: { eventTypes: ['request.denied'], description: 'x', active: true } }),
        changed({ change: 'updated', host: 'b.example', urlSha256: 'cd', after: { description: 'y' } }),
        changed({ change: 'secretRotated', previousSecretUntil: '2026-11-25T13:00:00.000Z' }),
        changed({ change: 'disabled', after: { active: false, disabledReason: 'gone' }, reason: 'gone' }),
        changed({ change: 'replayed', ledger: 'org_1', since: 3 }),
      ),
    );
    expect(rowsOf(rebuilt)).toEqual({
      whk_1: {
        url: 'cd',
        eventTypes: ['request.denied'],
        description: 'y',
        active: false,
        disabledReason: 'gone',
        createdBy: 'usr_1',
        previousSecretUntil: '2026-11-25T13:00:00.000Z',
        createdAt: 'set',
      },
    });
  });

  test('are gone once they are deleted, and not known where their first record is not', () => {
    expect(rowsOf(rebuildWebhooks(story(created, changed({ change: 'deleted' }))))).toEqual({ whk_1: 'gone' });
    const later = changed({ change: 'updated', after: { active: true } });
    expect(rowsOf(rebuildWebhooks(story(later)))).toEqual({ whk_1: null });
  });
});
