import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { insertRow } from '../state-write.ts';
import {
  EARLIER,
  exampleProfile,
  exampleRules,
  exampleScene,
  exampleUser,
  writeRows,
} from '../testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../testing/open-test-database.ts';
import { createPolicies } from './policies.ts';

describe('the policy of an organization', () => {
  let open: OpenTestDatabase;
  beforeAll(async () => {
    open = await openTestDatabase();
    const member = (userId: string, role: 'ADMIN' | 'VIEWER') =>
      insertRow('Membership', { organizationId: 'org_1', userId, role, createdAt: EARLIER });
    await writeRows(open.database, open.schema, [
      ...exampleScene('org_1'),
      insertRow('User', exampleUser('usr_mara', { platformRole: 'SUPERUSER', passwordHash: 'secret' })),
      insertRow('User', exampleUser('usr_gone', { disabledAt: EARLIER })),
      member('usr_mara', 'ADMIN'),
      member('usr_gone', 'VIEWER'),
      insertRow('TrustProfileRole', {
        trustProfileId: 'dtp_1',
        userId: 'usr_mara',
        organizationId: 'org_1',
        role: 'OPERATOR',
      }),
    ]);
  });
  afterAll(() => open.close());

  /** Counts the loads of whole snapshots. */
  const counted = () => {
    const loads: string[] = [];
    const database: Database = {
      ...open.database,
      query: (statement, values) => {
        loads.push(statement.name);
        return open.database.query(statement, values);
      },
    };
    return {
      policies: createPolicies(database, open.schema),
      loads: () => loads.filter((name) => name === 'policy-snapshot').length,
    };
  };
  const superuser = (text: string) => open.database.pool.query(text);

  it('holds active profiles, members who are not disabled, and authorities with their bytes', async () => {
    const snapshot = await createPolicies(open.database, open.schema).current('org_1');
    expect(snapshot?.organization.environments).toEqual(['production', 'staging']);
    expect(snapshot?.profiles.get('dtp_1')).toEqual({
      id: 'dtp_1',
      organizationId: 'org_1',
      name: 'dtp_1',
      version: 1,
      active: true,
      rules: exampleRules(),
    });
    expect([...(snapshot?.people.values() ?? [])]).toEqual([
      {
        id: 'usr_mara',
        name: 'usr_mara',
        email: 'usr_mara@corp.com',
        role: 'ADMIN',
        platformRole: 'SUPERUSER',
        trustProfileRoles: new Map([['dtp_1', 'OPERATOR']]),
      },
    ]);
    expect(snapshot?.certificateAuthorities.get('ca_1')?.sealedKey).toEqual(Buffer.from('ca_1'));
    expect(await createPolicies(open.database, open.schema).current('org_none')).toBeNull();
  });

  it('is loaded once for everybody who asks, and again once its authority has been raised', async () => {
    const { policies, loads } = counted();
    await Promise.all(Array.from({ length: 20 }, () => policies.current('org_1')));
    expect(loads()).toBe(1);
    const before = await policies.current('org_1');
    await writeRows(open.database, open.schema, exampleProfile('dtp_2', 'org_1'));
    expect(await policies.current('org_1')).toBe(before);
    await superuser(`update ledger_head set authority = authority + 1 where ledger = 'org_1'`);
    const after = await policies.current('org_1');
    expect(after?.authority).toBe((before?.authority ?? 0) + 1);
    expect([...(after?.profiles.keys() ?? [])]).toEqual(['dtp_1', 'dtp_2']);
    expect(loads()).toBe(2);
  });

  it('is served without asking the database at the authority that is kept, and read anew at any other', async () => {
    const { policies, loads } = counted();
    const current = await policies.current('org_1');
    const authority = current?.authority ?? 0;
    expect(await policies.at('org_1', authority)).toBe(current);
    expect((await policies.at('org_1', authority + 1))?.authority).toBe(authority);
    policies.forget('org_1');
    await policies.at('org_1', authority);
    expect(loads()).toBe(2);
  });

  it('shows at once that the organization is sealed, though sealing raises no authority', async () => {
    const { policies } = counted();
    expect((await policies.current('org_1'))?.sealedBecause).toBeNull();
    await superuser(
      `update ledger_head set sealed_at = now(), sealed_because = 'record 3 was edited' where ledger = 'org_1'`,
    );
    expect((await policies.current('org_1'))?.sealedBecause).toBe('record 3 was edited');
    await superuser(`update ledger_head set sealed_at = null, sealed_because = null where ledger = 'org_1'`);
    expect((await policies.current('org_1'))?.sealedBecause).toBeNull();
  });
});
