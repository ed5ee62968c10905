import { BlockList, isIP } from 'node:net';

/** Special-purpose addresses (IANA registries for IPv4 and IPv6, read 2026-11-23) that lead to nobody outside. */
const NOT_PUBLIC: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['::1', 128],
  // Translated and tunnelled IPv4: what is behind them cannot be told from here.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, prefix] of NOT_PUBLIC) {
  blocked.addSubnet(network, prefix, isIP(network) === 6 ? 'ipv6' : 'ipv4');
}

/** True for an address on the public internet; false for any other and for what is no address. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  // An IPv4 address written as IPv6 (::ffff:10.0.0.1) is checked as the IPv4 one by BlockList itself.
  return version !== 0 && !blocked.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
