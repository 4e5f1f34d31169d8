import type { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { networkAddresses } from './network';

type Interfaces = ReturnType<typeof networkInterfaces>;

const at = (address: string, internal = false) => {
  const rest = { netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { ...rest, address, family: 'IPv6' as const, scopeid: 0 }
    : { ...rest, address, family: 'IPv4' as const };
};

describe('addresses in a network', () => {
  it('are those that a router gave, each once', () => {
    const interfaces: Interfaces = {
      lo: [at('127.0.0.1', true), at('::1', true)],
      eth0: [at('192.168.1.20'), at('fd00::20'), at('fe80::1')],
      wlan0: [at('192.168.1.20')],
    };
    expect(networkAddresses(interfaces)).toEqual(['192.168.1.20', 'fd00::20']);
  });

  it.each(['fe80::1', 'fe80::ba27:ebff:fe12:3456', 'febf::1', 'fe80::1%eth0', '169.254.7.9'])(
    'are none where a cable alone gives %s',
    (address) => expect(networkAddresses({ eth0: [at(address)] })).toEqual([]),
  );

  it.each(['fec0::1', 'fd12::1', '2001:db8::1', '169.253.1.1', '10.0.0.7'])('include %s', (address) =>
    expect(networkAddresses({ eth0: [at(address)] })).toEqual([address]),
  );

  it('are none without interfaces', () => expect(networkAddresses({ eth0: undefined })).toEqual([]));
});
