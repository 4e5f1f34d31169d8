import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** A short message that is sent to whole networks, and heard from others. */
export interface Beacon {
  /** Sends it once to each address. One that cannot be reached keeps no other from being told. */
  send(addresses: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface BeaconSettings {
  /** UDP port to which it is sent and on which it is heard. */
  readonly port: number;
  readonly text: string;
  /** Another computer sent the same; its address. */
  readonly onHeard: (address: string) => void;
  readonly onError: (error: Error) => void;
}

/** Opens it at once, whatever the network does. While its port cannot be had it sends all the same, and hears nothing. */
export function openBeacon({ port, text, onHeard, onError }: BeaconSettings): Beacon {
  const message = Buffer.from(text, 'ascii');
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('error', onError);
  socket.on('message', (received, { address }) => {
    if (received.equals(message) && !ownAddresses().includes(address)) onHeard(address);
  });
  const bound = new Promise<void>((resolve) => {
    socket.once('error', () => socket.bind({}, resolve));
    socket.bind({ port }, resolve);
  }).then(() => socket.setBroadcast(true));
  return {
    send: async (addresses) => {
      await bound;
      await Promise.all(addresses.map((address) => sendOne(socket, message, port, address)));
    },
    close: async () => {
      await bound;
      await new Promise<void>((resolve) => void socket.close(resolve));
    },
  };
}

/** A network that is away is found again by the next message. */
const sendOne = (socket: Socket, message: Buffer, port: number, address: string): Promise<void> =>
  new Promise((resolve) => {
    // A name would be looked up, for as long as that takes.
    if (isIP(address) === 4) socket.send(message, port, address, () => resolve());
    else resolve();
  });

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));

/** Where everyone in each IPv4 network of this computer hears: `192.168.1.255` of `192.168.1.20/24`. */
export function broadcastAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  const outer = all.filter(({ family, internal, netmask }) => family === 'IPv4' && !internal && netmask !== '');
  const found = outer.map(({ address, netmask }) => {
    const mask = bytes(netmask);
    return bytes(address)
      .map((byte, n) => byte | (~(mask[n] ?? 255) & 255))
      .join('.');
  });
  // A network of one address holds no other host.
  return [...new Set(found)].filter((address) => all.every((own) => own.address !== address));
}

const bytes = (address: string): number[] => address.split('.').map(Number);
