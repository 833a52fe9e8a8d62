import { isIP } from 'node:net';
import { type Environment, plainOf, wrong } from './config-values.ts';

const EXAMPLE = 'hooks.internal.example,10.20.0.0/16';
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Hosts, addresses and networks that webhooks may reach although they are not on the Internet, separated by commas. */
export function webhookAllowOf(env: Environment): readonly string[] {
  const entries = (plainOf(env, 'COUNTERSIGN_WEBHOOK_ALLOW') ?? '').split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '').map(checked);
}

function checked(text: string): string {
  const entry = text.toLowerCase();
  const [address = '', bits, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 && bits === undefined && HOST_NAME.test(entry) && !/^[\d.]+$/.test(entry)) return entry;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  if (family !== 0 && !address.includes('%') && isNetwork && more.length === 0) return entry;
  throw wrong(
    'COUNTERSIGN_WEBHOOK_ALLOW',
    `has "${text}", which is no host name, address or network (CIDR); separate them by commas and leave out ports`,
    EXAMPLE,
  );
}
