import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Messages written to the socket at a time. */
const CHUNK = 500;

/**
 * Publishes with as little work as possible, so that a benchmark measures the hub and not its own client: MQTT 3.1.1
 * packets built by hand, QoS 1, acknowledgements counted and not looked at.
 */
export class RawPublisher {
  private acknowledged = 0;

  private constructor(private readonly socket: Socket) {}

  static async connect(port: number, username: string, password: string): Promise<RawPublisher> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const body = [Buffer.from([0, 4]), Buffer.from('MQTT'), Buffer.from([4, 0b1100_0010, 0, 0])];
    socket.write(packet(0x10, [...body, text('bench'), text(username), text(password)]));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (answer[3] !== 0) throw new Error(`the broker refused the login: ${answer[3]}`);
    const publisher = new RawPublisher(socket);
    // A PUBACK has four bytes.
    socket.on('data', (data: Buffer) => (publisher.acknowledged += data.length / 4));
    return publisher;
  }

  /** Publishes `count` messages, at most `window` of them unacknowledged. */
  async publish(
    count: number,
    window: number,
    message: (index: number) => readonly [topic: string, payload: string],
  ): Promise<void> {
    const until = this.acknowledged + count;
    for (let sent = 0; sent < count; sent += CHUNK) {
      const packets: Buffer[] = [];
      for (let index = sent; index < Math.min(sent + CHUNK, count); index += 1) {
        const [topic, payload] = message(index);
        const id = (index % 65_535) + 1;
        packets.push(packet(0x32, [text(topic), Buffer.from([id >> 8, id & 0xff]), Buffer.from(payload)]));
      }
      if (!this.socket.write(Buffer.concat(packets))) await once(this.socket, 'drain');
      while (until - count + sent + CHUNK - this.acknowledged > window) await once(this.socket, 'data');
    }
    while (this.acknowledged < until) await once(this.socket, 'data');
  }

  close(): void {
    this.socket.end(Buffer.from([0xe0, 0]));
  }
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

function packet(header: number, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size: number[] = [];
  for (let rest = length; ; rest >>= 7) {
    size.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([header, ...size]), ...parts]);
}
