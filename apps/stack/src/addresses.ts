import type { NetworkInterfaceInfo } from 'node:os';

/** Where the display is reached on `port`: from this computer first, then from others on its networks. */
export function addressesOf(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
  port: number,
): string[] {
  const others = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return ['localhost', ...new Set(others)].map((host) => `http://${host}:${port}`);
}
