import { BlockList, isIP } from 'node:net';

/** Networks that are nobody's on the Internet (IANA's special-purpose registries), and clouds' own addresses among the rest. */
const CLOSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** All that is in use for IPv6; mapped IPv4, NAT64, unique local, link local and multicast lie outside. */
const GLOBAL_V6 = ['2000::/3'];
/** In there: Teredo and the rest of IETF's, documentation, 6to4 (which leads to IPv4 addresses). */
const CLOSED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const closed = networks([...CLOSED_V4, ...CLOSED_V6]);
const global = networks(GLOBAL_V6);

/** Hosts and networks that webhooks may reach although they are not on the Internet. */
export interface AllowedTargets {
  readonly hasHost: (hostname: string) => boolean;
  readonly hasAddress: (address: string) => boolean;
}

/** Entries are host names, addresses and networks, each checked by the configuration. */
export function allowTargets(entries: readonly string[]): AllowedTargets {
  const addresses = networks(entries.filter((entry) => isIP(entry.split('/')[0] ?? '') !== 0));
  const hosts = new Set(entries.map((entry) => entry.toLowerCase()));
  const hasAddress = (address: string) => within(addresses, address);
  return {
    hasAddress,
    hasHost: (hostname) => hosts.has(hostname) || hasAddress(literalOf(hostname)),
  };
}

/** Whether a connection to it may be made. Zones (`fe80::1%eth0`) are this machine's own. */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false;
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4');
    case 6:
      return global.check(address, 'ipv6') && !closed.check(address, 'ipv6');
    default:
      return false;
  }
}

/** A URL's host as an address, without the brackets of IPv6. */
export function literalOf(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function within(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !address.includes('%') && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function networks(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  return list;
}
