import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { offerSetup } from './complete-setup.ts';

describe('the first user', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  const setUp = (email: string, token = 'csi_setup') =>
    server.commands.completeSetup({ token, email, name: 'Ines', password: 'a long enough password' });

  it('is a superuser, made once by the link of the first start, however many take it at once', async () => {
    await offerSetup(server.deps, 'csi_setup');
    await expect(setUp('ines@corp.example', 'csi_guessed')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const taken = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => setUp(`ines${index}@corp.example`)));
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const users = await open.database.pool.query('select platform_role from app_user');
    expect(users.rows).toEqual([{ platform_role: 'SUPERUSER' }]);
    await expect(setUp('late@corp.example')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
