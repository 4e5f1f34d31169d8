import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** What a computer gives itself on any cable: it shows no network. */
const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4');
linkLocal.addSubnet('fe80::', 10, 'ipv6');

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Addresses that this computer got in a network, each once: without its own loop and without link-local ones. */
export function networkAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  const got = all.filter(({ internal }) => !internal).map(({ address }) => address);
  return [...new Set(got)].filter((address) => !isLinkLocal(address));
}

function isLinkLocal(address: string): boolean {
  const [bare = address] = address.split('%', 1);
  return linkLocal.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}

/** Addresses that a name leads to; none where there is no answer. */
export async function lookUpAddresses(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}
