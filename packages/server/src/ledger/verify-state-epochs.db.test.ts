import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../store/embedded/database-connection.ts';
import { createQueryReads } from '../store/reads/query-reads.ts';
import { unsealLedger } from '../usecases/unseal-ledger.ts';
import { type GovernedState, openGovernedState } from './testing/governed-state.ts';
import type { StateJob } from './verify-state.ts';

const BROKEN = {
  firstBroken: 3,
  what: 'edited',
  explanation: 'Record 3 …',
  expected: null,
  found: null,
  size: 3,
  root: '00',
};

describe('the state of an organization whose first ledger did not verify, and was closed', () => {
  let state: GovernedState;
  let job: StateJob;
  let organizationId = '';
  const newRequest = { id: '' };
  beforeAll(async () => {
    state = await openGovernedState();
    const { server, world, history, open } = state;
    ({ organizationId } = world);
    const superuser = (text: string, values: unknown[]) =>
      withClient(open.test.superuserUrl, (client) => client.query(text, values));
    await superuser(
      `update ledger_head set sealed_at = '2026-11-26T00:00:00Z', sealed_because = 'it is broken', sealed_verdict = $2 where organization_id = $1`,
      [organizationId, BROKEN],
    );
    // The break: the tables say otherwise, and the record of a member is gone.
    await superuser(`update certificate_request set domains = '{edited.example}' where id = $1`, [history.rejected]);
    await superuser(`delete from ledger_record where type = 'member.added' and ledger = $1`, [organizationId]);
    const parts = {
      ledgerHead: createQueryReads(open.database, open.schema).ledgerHead,
      lastCheckpoint: () => null,
      newestEpoch: () => 0,
      sign: () => 'a note',
      onOpened: () => undefined,
    };
    await unsealLedger(server.deps, parts, world.root, { organizationId, reason: 'Looked at, and accepted' });
    await server.commands.approveRequest(world.tomasz, { requestId: history.pending });
    await server.settle();
    const { request } = await server.commands.submitRequest(world.hana, {
      organizationId,
      environment: 'production',
      domains: ['second-epoch.previews.one.example'],
    });
    await server.settle();
    newRequest.id = request.id;
    job = {
      organizationId,
      ledgers: [
        { ledger: organizationId, isClosed: true },
        { ledger: `${organizationId}/2`, isClosed: false },
      ],
    };
  });
  afterAll(() => state.close());

  it('is what it is: what the closed ledger tells of is acknowledged, and left alone', async () => {
    expect(await state.verify(job)).toBeNull();
    const { history } = state;
    for (const [table, id] of [
      ['certificate_request', history.pending],
      ['certificate_request', history.issued],
      ['trust_profile', state.world.profiles.core],
    ] as const) {
      const column = table === 'trust_profile' ? 'name' : 'environment';
      expect(await state.verifyEdited([`update ${table} set ${column} = 'x' where id = '${id}'`], job)).toBeNull();
    }
  });

  it('is compared with the new ledger for what only that tells of', async () => {
    const [{ id }, { profiles, tomasz }] = [newRequest, state.world];
    const seq = await state.newest(id, 'request.submitted');
    const attacks: readonly [string, object][] = [
      [
        `update certificate_request set environment = 'x' where id = '${id}'`,
        { seq, explanation: `Request ${id} has environment “x” in its table, but record ${seq} says “production”.` },
      ],
      [`delete from certificate_request where id = '${id}'`, { seq: await state.newest(id) }],
      [
        `insert into membership select organization_id, 'usr_made', 'ADMIN', '2027-01-01' from membership limit 1`,
        { explanation: 'The membership of usr_made stands in its table, but no record tells of it.' },
      ],
      [`update ledger_head set origin = 'elsewhere' where organization_id = '${organizationId}'`, { seq: 0 }],
    ];
    for (const [edit, expected] of attacks) {
      expect(await state.verifyEdited([edit], job)).toMatchObject({ what: 'state edited', ...expected });
    }
    expect(
      await state.verifyEdited(
        [
          `update trust_profile_role set role = 'VIEWER' where user_id = '${tomasz.actor.id}' and trust_profile_id = '${profiles.core}'`,
        ],
        job,
      ),
    ).toBeNull();
  });

  it('does not miss a request made later that no record tells of', async () => {
    const made = [
      `create temp table made as select * from certificate_request where id = '${newRequest.id}'`,
      `update made set id = 'apr_made', requested_at = requested_at + interval '1 day', dedupe_key = null`,
      'insert into certificate_request select * from made',
    ];
    expect(await state.verifyEdited(made, job)).toMatchObject({
      explanation: 'Request apr_made stands in its table, but no record tells of it.',
    });
  });

  const closedAs = (columns: string) => `update ledger_epoch set ${columns} where ledger = '${organizationId}'`;
  const madeUp = (epoch: number, whose: string) =>
    `insert into ledger_epoch select '${whose}/${epoch}', '${whose}', ${epoch}, 0, hash, ts, origin, sealed_at, sealed_because,
       sealed_verdict, last_checkpoint, closed_at, closed_by_kind, closed_by_id, closed_by_name, reason from ledger_epoch`;

  it.each([
    ['another reason', () => closedAs(`reason = 'All is well'`), 'has reason “All is well” in its table, but record 0'],
    ['another name under it', () => closedAs(`closed_by_name = 'mara'`), 'has closed_by_name “mara” in its table'],
    [
      'another break acknowledged',
      () => closedAs(`sealed_verdict = sealed_verdict || '{"size": 1}'`),
      'has sealed_verdict {',
    ],
    ['another note kept', () => closedAs(`last_checkpoint = 'x'`), 'has last_checkpoint “x” in its table'],
    ['no row at all', () => `delete from ledger_epoch`, 'is missing in its table, but record 0 tells of it.'],
    ['a row more', () => madeUp(7, organizationId), '/7 stands in its table, but no record tells of it.'],
  ])('pins how the one before it was closed: %s is found', async (_what, edit, says) => {
    const found = await state.verifyEdited([edit()], job);
    expect(found).toMatchObject({ seq: 0, what: 'state edited', explanation: expect.stringContaining(says) });
    expect(found?.explanation).toContain(`The closed epoch ${organizationId}`);
  });

  it.each(['an organization that never closed one', 'the platform'])(
    'is none that was made up for %s',
    async (whose) => {
      const id = whose === 'the platform' ? 'platform' : state.other.organizationId;
      const found = await state.verifyEdited([madeUp(7, id)], {
        organizationId: id,
        ledgers: [
          { ledger: `${id}/7`, isClosed: true },
          { ledger: id, isClosed: false },
        ],
      });
      expect(found?.explanation).toBe(`The closed epoch ${id}/7 stands in its table, but no record tells of it.`);
    },
  );
});
