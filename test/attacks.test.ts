import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AttackedServer } from './harness/attacked-server.ts';
import { ATTACKS, type Attack, type Attacked } from './harness/attacks.ts';
import { DATABASES } from './harness/databases.ts';
import { deviceClient } from './harness/device-client.ts';
import { graphqlClient } from './harness/graphql-client.ts';
import { verdictOn, verifyWhole } from './harness/ledger-world.ts';
import { makeWorlds } from './harness/many-worlds.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, SEED, SUBMIT, type World } from './harness/world.ts';

const EARLY = ATTACKS.filter(({ foundAtStart }) => foundAtStart === 'before it listens');

describe.each(DATABASES)('whoever has all power over $place is found out', ({ open }) => {
  let server: AttackedServer;
  let bystander: Attacked;
  let command: Awaited<ReturnType<AttackedServer['verify']>>;
  const victims = new Map<string, Attacked & { readonly firstBroken: number }>();

  beforeAll(async () => {
    server = await AttackedServer.start(open);
    const slugs = ATTACKS.map((_attack, index) => `corp-${index}`);
    const worlds = await makeWorlds(server.process, [...slugs, 'neighbour', 'bystander']);
    const asked = new Map<string, string>();
    for (const [slug, world] of worlds) {
      const requestId = (await world.device.enroll(SEED)).body.approval_id ?? '';
      await ATTACKS[slugs.indexOf(slug)]?.before?.(world, { client: server.superuser, requestId });
      asked.set(slug, requestId);
    }
    const settled = async (slug: string): Promise<Attacked> => {
      const [world, requestId] = [worlds.get(slug), asked.get(slug)];
      if (world === undefined || requestId === undefined) throw new Error(`there is no organization ${slug}`);
      const ledger = world.organizationId;
      return { world, ledger, requestId, records: await server.signedRecordsOf(ledger) };
    };
    bystander = await settled('bystander');
    const neighbour = await settled('neighbour');
    for (const [index, attack] of ATTACKS.entries()) {
      const victim = await settled(`corp-${index}`);
      const firstBroken = await attack.strike({ ...victim, neighbour, client: server.superuser });
      victims.set(attack.name, { ...victim, firstBroken });
    }
    command = await server.verify();
  });
  afterAll(async () => {
    await server.stop();
    for (const { world } of [...victims.values(), bystander]) world.device.close();
  });

  const victimOf = ({ name }: Attack) => {
    const victim = victims.get(name);
    if (victim === undefined) throw new Error(`nobody was attacked so: ${name}`);
    return victim;
  };
  const lineOf = ({ slug }: World) => command.stdout.split('\n').find((line) => line.startsWith(`${slug} (`));
  const clientOf = ({ admin }: World) => graphqlClient(server.process.url, { bearer: admin.token });
  const verdictOf = ({ what, explanation }: Attack, firstBroken: number) => ({
    sealed: true,
    lastVerification: {
      ok: false,
      what,
      firstBroken: String(firstBroken),
      explanation: expect.stringMatching(explanation),
    },
  });
  const lookedAt = ({ world }: Attacked) => verdictOn(clientOf(world), world.organizationId);
  const enroll = async ({ device }: World, name: string) => {
    const client = deviceClient(server.process.deviceUrl, device.identity);
    const answer = await client.enroll({ ...SEED, domains: [`${name}.internal.corp.com`] });
    client.close();
    return answer;
  };
  const sealingIn = (output: string, ledger: string): string => {
    const line = output.split('\n').find((one) => one.includes(`ledger ${ledger} does not verify and is sealed: `));
    return JSON.parse(line ?? '{ "msg": "" }').msg;
  };

  test.each(ATTACKS)('by the command, which tells what record broke and how: $name', (attack) => {
    const { world, firstBroken } = victimOf(attack);
    expect(lineOf(world)).toContain(`): BROKEN at record ${firstBroken} (${attack.what}): `);
    expect(lineOf(world)).toMatch(attack.explanation);
    expect(command.code).toBe(1);
  });

  test.each(ATTACKS)('by the server, asked to verify while it runs: $name', async (attack) => {
    const { world, ledger, firstBroken } = victimOf(attack);
    expect(await verifyWhole(world.admin.client, ledger)).toMatchObject(verdictOf(attack, firstBroken));
    const refusal = await world.admin.client.refused(SUBMIT, { input: { ...SEED, organizationId: ledger } });
    expect(refusal).toMatchObject({
      code: 'LEDGER_SEALED',
      message: expect.stringMatching(/^This organization is sealed: .* until a superuser has dealt with it/),
    });
    expect(refusal.message).toMatch(attack.explanation);
    const told = await server.superuser.query<{ entry: string }>(
      `select entry from ledger_record where ledger = 'platform' and type = 'ledger.sealed' and subject_id = $1`,
      [ledger],
    );
    const { what, explanation } = attack;
    expect(told.rows.map(({ entry }) => JSON.parse(entry).detail)).toEqual([
      expect.objectContaining({ firstBroken, what, explanation: expect.stringMatching(explanation) }),
    ]);
  });

  test('and the organization beside them works on, as the platform does', async () => {
    const { world, ledger, requestId } = bystander;
    expect(lineOf(world)).toMatch(/\d+ records verify, the tables hold what they tell of, root [0-9a-f]{64}/);
    expect(command.stdout).toMatch(/^platform \(platform\): \d+ records verify/m);
    const whole = { sealed: false, lastVerification: { ok: true, firstBroken: null } };
    expect(await verifyWhole(world.admin.client, ledger)).toMatchObject(whole);
    await world.approver.client.change(APPROVE, { input: { requestId } });
    expect(await verifyWhole(world.root, 'platform')).toMatchObject(whole);
  });

  describe('by a server that starts, though the seals were taken off in the database', () => {
    let first: readonly { readonly status: number }[];
    beforeAll(async () => {
      await server.takeOffSeals();
      await server.restart();
      first = await Promise.all(EARLY.map((attack) => enroll(victimOf(attack).world, 'first')));
    });

    test.each(EARLY.map((attack, index) => ({ ...attack, index })))(
      'before it answers anybody: $name',
      ({ index, ...attack }) => {
        expect(first[index]?.status).toBe(503);
        const [beforeItListens = ''] = server.process.output().split('"msg":"listening"');
        expect(sealingIn(beforeItListens, victimOf(attack).ledger)).toMatch(attack.explanation);
      },
    );

    test.each(ATTACKS)('once it has looked at everything: $name', async (attack) => {
      const victim = victimOf(attack);
      expect(await lookedAt(victim)).toMatchObject(verdictOf(attack, victim.firstBroken));
      // Under each other's name, the one is told of when the other is looked at.
      const told = await waitFor(() => sealingIn(server.process.output(), victim.ledger), 'the line in the log');
      expect(told).toMatch(attack.explanation);
    });

    test('and the organization beside them still works', async () => {
      expect(await lookedAt(bystander)).toMatchObject({ sealed: false, lastVerification: { ok: true } });
      expect((await enroll(bystander.world, 'afterwards')).status).toBe(202);
    });
  });
});
