import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { createFirstUser, offerSetup } from '../usecases/complete-setup.ts';
import type { Deps } from '../usecases/ports.ts';
import { renderSecret } from '../usecases/secret.ts';

/**
 * On a server without users: makes the superuser that the environment names, or a one-time link for making one. Null when
 * there is nothing to set up (any more).
 */
export async function prepareFirstStart(
  deps: Deps,
  config: Pick<Config, 'adminEmail' | 'adminPassword'>,
): Promise<string | null> {
  if ((await deps.reads.userCount()) > 0) return null;
  if (config.adminEmail !== null && config.adminPassword !== null) {
    const name = config.adminEmail.split('@')[0] ?? config.adminEmail;
    await createFirstUser(deps, { email: config.adminEmail, name, password: config.adminPassword });
    return null;
  }
  const token = renderSecret('csi', randomBytes(32));
  await offerSetup(deps, token);
  return new URL(`/setup#token=${token}`, deps.publicUrl).href;
}
