import { EventEmitter } from 'node:events';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CallerQueue, type QueueLimits } from './caller-queue';

const LIMITS: QueueLimits = { atOnce: 2, waiting: 3, allWaiting: 5, heldMs: 10_000 };

class Requests {
  readonly begun: string[] = [];
  readonly refused: string[] = [];
  private readonly answers = new Map<string, EventEmitter>();
  private readonly queue: CallerQueue;

  constructor(limits: Partial<QueueLimits> = {}) {
    this.queue = new CallerQueue({ ...LIMITS, ...limits });
  }

  async send(ip: string, ...names: string[]): Promise<void> {
    for (const name of names) {
      const raw = new EventEmitter();
      this.answers.set(name, raw);
      this.queue.enter({ ip }, { raw }).then(
        () => this.begun.push(name),
        () => this.refused.push(name),
      );
    }
    await turn();
  }

  async close(name: string): Promise<void> {
    this.answers.get(name)?.emit('close');
    await turn();
    await turn();
  }
}

describe('requests of one caller', () => {
  it('are worked on a few at a time, in their order', async () => {
    const requests = new Requests();
    await requests.send('192.168.1.5', 'a', 'b', 'c', 'd');
    expect(requests.begun).toEqual(['a', 'b']);
    await requests.close('b');
    expect(requests.begun).toEqual(['a', 'b', 'c']);
    await requests.close('a');
    expect(requests.begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are refused where too many wait, and taken again later', async () => {
    const requests = new Requests();
    await requests.send('192.168.1.5', 'a', 'b', 'c', 'd', 'e', 'f');
    expect(requests.refused).toEqual(['f']);
    for (const name of ['a', 'b', 'c', 'd', 'e']) await requests.close(name);
    await requests.send('192.168.1.5', 'g');
    expect(requests.begun).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
  });

  it('lose their place when their connection ends', async () => {
    const requests = new Requests();
    await requests.send('192.168.1.5', 'a', 'b', 'c', 'd');
    await requests.close('c');
    await requests.close('a');
    expect(requests.begun).toEqual(['a', 'b', 'd']);
  });

  it('do not wait for streams and uploads', async () => {
    const requests = new Requests({ heldMs: 5 });
    await requests.send('192.168.1.5', 'stream', 'upload', 'c');
    await wait(30);
    expect(requests.begun).toEqual(['stream', 'upload', 'c']);
    await requests.close('stream');
    await requests.send('192.168.1.5', 'd', 'e');
    expect(requests.begun).toHaveLength(5);
  });
});

describe('another caller', () => {
  it('does not wait for the first', async () => {
    const requests = new Requests();
    await requests.send('192.168.1.5', 'a', 'b', 'c');
    await requests.send('192.168.1.6', 'other');
    expect(requests.begun).toEqual(['a', 'b', 'other']);
  });

  it('may be of the same IPv6 network: so is every device of a house', async () => {
    const requests = new Requests();
    await requests.send('2001:db8::5', 'a', 'b', 'c');
    await requests.send('2001:db8::6', 'other');
    expect(requests.begun).toEqual(['a', 'b', 'other']);
  });

  it('is refused only where all together wait for too much', async () => {
    const requests = new Requests();
    await requests.send('192.168.1.5', 'a', 'b', 'c', 'd', 'e');
    await requests.send('192.168.1.6', 'f', 'g', 'h', 'i', 'j');
    expect(requests.refused).toEqual(['j']);
  });
});
