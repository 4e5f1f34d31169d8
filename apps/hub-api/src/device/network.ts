import { networkInterfaces } from 'node:os';

/** As many as a report to the server may name. */
const MOST = 16;

/** Addresses of this computer in its networks, without those that only it can use. */
export function localAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outside = all.filter(({ internal }) => !internal).map(({ address }) => address);
  return [...new Set(outside)].slice(0, MOST);
}
