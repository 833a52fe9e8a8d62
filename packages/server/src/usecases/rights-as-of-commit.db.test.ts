import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { bindCommands } from './bind-commands.ts';
import type { Deps } from './ports.ts';

describe('rights hold as of the commit', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  /** The commands, with something that happens after a decision was made and before it is committed, once. */
  function overtakenBy(event: () => Promise<unknown>): ReturnType<typeof bindCommands> {
    let happened = false;
    const deps: Deps = {
      ...server.deps,
      ledger: {
        async commit(command) {
          if (!happened) {
            happened = true;
            await event();
          }
          return server.deps.ledger.commit(command);
        },
      },
    };
    return bindCommands(deps);
  }

  async function submit(name: string): Promise<string> {
    const { request } = await server.commands.submitRequest(world.hana, {
      organizationId: world.organizationId,
      domains: [`${name}.payments.one.example`],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    return request.id;
  }

  const statusOf = async (id: string) => (await server.deps.reads.request(id))?.row.status;
  const role = (given: 'ADMIN' | null) =>
    server.commands.setTrustProfileRole(world.hana, {
      trustProfileId: world.profiles.payments,
      userId: world.tomasz.userId ?? '',
      role: given,
    });

  it('a role that is taken away while its approval is under way does not approve', async () => {
    const requestId = await submit('role');
    const approval = overtakenBy(() => role(null)).approveRequest(world.tomasz, { requestId });
    await expect(approval).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await statusOf(requestId)).toBe('PENDING');
    await role('ADMIN');
  });

  it('nor does the token of whoever lost it, nor one of many in bulk', async () => {
    const [byToken, inBulk] = [await submit('token'), await submit('bulk')];
    const approval = overtakenBy(() => role(null)).approveRequest(world.token, { requestId: byToken });
    await expect(approval).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await role('ADMIN');
    const items = [{ requestId: inBulk }];
    const [answer] = await overtakenBy(() => role(null)).decideRequests(world.tomasz, { verdict: 'APPROVE', items });
    expect(answer?.error?.code).toBe('NOT_ALLOWED');
    expect([await statusOf(byToken), await statusOf(inBulk)]).toEqual(['PENDING', 'PENDING']);
    await role('ADMIN');
  });

  it('an approval of what a profile allowed until a moment ago is judged by the profile of now', async () => {
    const requestId = await submit('profile');
    const narrow = () =>
      server.commands.updateTrustProfile(world.hana, {
        trustProfileId: world.profiles.payments,
        exceptDomains: ['profile.payments.one.example'],
      });
    const approval = overtakenBy(narrow).approveRequest(world.tomasz, { requestId });
    await expect(approval).rejects.toMatchObject({ code: 'POLICY_VIOLATION' });
    expect(await statusOf(requestId)).toBe('PENDING');
  });

  it('a submission under a profile that no longer lets its requester ask is refused', async () => {
    const close = () =>
      server.commands.updateTrustProfile(world.hana, {
        trustProfileId: world.profiles.payments,
        allowAllDevices: false,
      });
    const submission = overtakenBy(close).submitRequest(world.device, {
      organizationId: world.organizationId,
      domains: ['late.payments.one.example'],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    await expect(submission).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('what was overtaken by something that leaves it right is decided anew, and holds', async () => {
    const requestId = await submit('harmless');
    const other = () =>
      server.commands.setTrustProfileRole(world.hana, {
        trustProfileId: world.profiles.core,
        userId: world.hana.userId ?? '',
        role: 'VIEWER',
      });
    const { status } = await overtakenBy(other).approveRequest(world.tomasz, { requestId });
    expect(status).toBe('APPROVED');
    await server.settle();
  });
});
