import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { addressesOf } from './addresses';

const at = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false): NetworkInterfaceInfo =>
  ({ address, family, internal }) as NetworkInterfaceInfo;

it('names this computer and its addresses on each network, once', () => {
  const interfaces = {
    lo: [at('127.0.0.1', 'IPv4', true), at('::1', 'IPv6', true)],
    eth0: [at('192.168.1.20'), at('fe80::1', 'IPv6')],
    wlan0: [at('10.0.0.4')],
    bridge: [at('192.168.1.20')],
    down: undefined,
  };
  expect(addressesOf(interfaces, 8080)).toEqual([
    'http://localhost:8080',
    'http://192.168.1.20:8080',
    'http://10.0.0.4:8080',
  ]);
});
