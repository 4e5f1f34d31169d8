import { createSocket } from 'node:dgram';
import type { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { type Beacon, broadcastAddresses, openBeacon } from './beacon';

type Interfaces = ReturnType<typeof networkInterfaces>;
const at = (address: string, netmask: string, internal = false) => ({
  address,
  netmask,
  internal,
  family: 'IPv4' as const,
  mac: '',
  cidr: null,
});

describe('the broadcast address', () => {
  it.each([
    ['192.168.1.20', '255.255.255.0', ['192.168.1.255']],
    ['10.3.7.9', '255.255.252.0', ['10.3.7.255']],
    ['172.16.5.4', '255.240.0.0', ['172.31.255.255']],
    ['100.64.0.1', '255.255.255.255', []],
  ])('of %s with mask %s is %j', (address, netmask, expected) => {
    expect(broadcastAddresses({ eth0: [at(address, netmask)] })).toEqual(expected);
  });

  it('is there once for each network, and none for the computer itself', () => {
    const interfaces: Interfaces = {
      lo: [at('127.0.0.1', '255.0.0.0', true)],
      eth0: [at('192.168.1.20', '255.255.255.0')],
      wlan0: [at('192.168.1.21', '255.255.255.0'), at('10.0.0.2', '255.0.0.0')],
    };
    expect(broadcastAddresses(interfaces)).toEqual(['192.168.1.255', '10.255.255.255']);
  });
});

describe('a beacon', () => {
  const open: Beacon[] = [];
  afterEach(() => Promise.all(open.splice(0).map((beacon) => beacon.close())));

  const freePort = (): Promise<number> =>
    new Promise((resolve) => {
      const socket = createSocket('udp4').bind(0, () => {
        const { port } = socket.address();
        socket.close(() => resolve(port));
      });
    });
  const say = (text: string, from: string, port: number): Promise<void> =>
    new Promise((resolve) => {
      const socket = createSocket('udp4').bind(0, from, () => {
        socket.send(text, port, '127.0.0.1', () => socket.close(() => resolve()));
      });
    });

  it('hears others that say the same, and neither itself nor anything else', async () => {
    const heard: string[] = [];
    const port = await freePort();
    const beacon = openBeacon({
      port,
      text: 'here',
      onHeard: (address) => heard.push(address),
      onError: () => undefined,
    });
    open.push(beacon);
    await beacon.send(['127.0.0.1', 'no.such.name.invalid', '255.255.255.256']);
    await say('there', '127.0.0.2', port);
    await say('here', '127.0.0.3', port);
    await expect.poll(() => heard).toEqual(['127.0.0.3']);
  });

  it('shares its port with another program that does the same', async () => {
    const errors: Error[] = [];
    const port = await freePort();
    const settings = { port, text: 'here', onHeard: () => undefined, onError: (error: Error) => errors.push(error) };
    open.push(openBeacon(settings), openBeacon(settings));
    await Promise.all(open.map((beacon) => beacon.send(['127.0.0.1'])));
    expect(errors).toEqual([]);
  });
});
