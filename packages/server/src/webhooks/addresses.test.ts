import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowTargets, isPublicAddress, literalOf } from './addresses.ts';

describe('an address on the Internet', () => {
  it.each(['1.1.1.1', '8.8.8.8', '93.184.215.14', '172.15.255.255', '172.32.0.0', '2606:4700:4700::1111', '2a00::1'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['0.0.0.0', 'this host'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', 'metadata of a cloud'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['168.63.129.16', 'metadata of a cloud'],
    ['169.254.169.254', 'metadata of a cloud'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.192', 'metadata of a cloud'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarking'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:7f00:1', 'mapped'],
    ['::ffff:8.8.8.8', 'mapped'],
    ['::127.0.0.1', 'compatible'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b::808:808', 'NAT64'],
    ['64:ff9b:1::1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of a cloud'],
    ['fe80::1', 'link local'],
    ['fe80::1%eth0', 'link local, of a zone'],
    ['2606:4700::1%eth0', 'of a zone'],
    ['ff02::1', 'multicast'],
    ['hooks.example', 'no address'],
    ['', 'no address'],
  ])('%s is none (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('is none in whichever form a private IPv4 address is hidden in an IPv6 one', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
      fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
    );
    fc.assert(
      fc.property(inside, ([a, b, c, d]) => {
        const [high, low] = [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
        const dotted = `${a}.${b}.${c}.${d}`;
        const forms = [dotted, `::ffff:${dotted}`, `::ffff:${high}:${low}`, `64:ff9b::${high}:${low}`];
        for (const form of [...forms, `2002:${high}:${low}::`]) expect(isPublicAddress(form)).toBe(false);
        // A URL may write the number otherwise; it reads the same.
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        for (const host of [String(number), `0x${number.toString(16)}`, `0${number.toString(8)}`, `${dotted}.`]) {
          expect(isPublicAddress(new URL(`https://${host}/`).hostname)).toBe(false);
        }
        expect(isPublicAddress(literalOf(new URL(`https://[::ffff:${dotted}]/`).hostname))).toBe(false);
      }),
    );
  });
});

describe('what the operator allows', () => {
  const allowed = allowTargets(['Hooks.Internal', '10.20.0.0/16', '192.168.7.7', 'fd12::/16', '::1']);

  it('are hosts by their names, and addresses by their networks', () => {
    expect(['hooks.internal', '10.20.3.4', '192.168.7.7', '[fd12::1]', '[::1]'].map(allowed.hasHost)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['10.20.255.255', 'fd12:0::9', '::1'].map(allowed.hasAddress)).toEqual([true, true, true]);
  });

  it('is nothing besides', () => {
    expect(['x.hooks.internal', 'internal', '10.21.0.1', '192.168.7.8', '[::2]'].map(allowed.hasHost)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(['10.21.0.1', '127.0.0.1', 'hooks.internal', ''].map(allowed.hasAddress)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
