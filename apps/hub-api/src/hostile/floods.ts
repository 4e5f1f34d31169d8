import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Broker } from '@hub/adapters/mqtt';

/** Where a flood goes, and until when. Everything goes to this computer alone. */
export interface Target {
  readonly url: string;
  readonly publisher: Broker;
  /** `performance.now()` at which it ends. */
  readonly untilMs: number;
}

/** One kind of hostile load. */
export type Flood = (target: Target) => Promise<void>;

const isOver = ({ untilMs }: Target): boolean => performance.now() >= untilMs;
/** Requests of one kind at a time: what one device can keep up. */
const AT_ONCE = 6;
const SILENT_SOCKETS = 24;
const STREAMS = 64;
/** How long anyone waits for an answer. */
const PATIENCE_MS = 10_000;

const repeat =
  (once_: (target: Target, turn: number) => Promise<void>): Flood =>
  async (target) => {
    const worker = async (): Promise<void> => {
      for (let turn = 0; !isOver(target); turn++) {
        await once_(target, turn).catch(() => undefined);
        await wait(1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };

/** Asks and reads the answer, but for no longer than a client would. */
async function ask(url: string, init: RequestInit = {}): Promise<void> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(3_000) });
  await answer.arrayBuffer();
}

export const FLOODS: Readonly<Record<string, Flood>> = {
  guesses: repeat(({ url }, turn) =>
    ask(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Mair', password: `guess ${turn}` }),
    }),
  ),
  'queries over all time': repeat(({ url }, turn) => {
    const shape = ['interval=1&skipmissing=1&format=csv', 'interval=original', 'interval=1&format=csv'][turn % 3] ?? '';
    return ask(`${url}/api/v1/feeds/${1 + (turn % 4)}/data?start=1&end=4300000000&${shape}`);
  }),
  'pictures on other sites': repeat(({ url }) =>
    ask(`${url}/api/v1/feeds`, { headers: { 'sec-fetch-site': 'cross-site' } }),
  ),
  'names on prototypes': repeat(({ url }) => ask(`${url}/input/constructor?node=__proto__&json={"__proto__":1}`)),
  'long bodies': repeat(({ url }) =>
    ask(`${url}/input/bulk?apikey=guessed`, { method: 'POST', body: 'x'.repeat(1_000_000) }),
  ),
  'silent bodies': async (target) => {
    const { port } = new URL(target.url);
    const head = 'POST /input/post HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\nx';
    while (!isOver(target)) {
      const sockets = Array.from({ length: SILENT_SOCKETS }, () => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(head));
        return socket.on('error', () => undefined);
      });
      await wait(2_000);
      for (const socket of sockets) socket.destroy();
    }
  },
  streams: async (target) => {
    while (!isOver(target)) {
      const streams = Array.from({ length: STREAMS }, () =>
        request(`${target.url}/api/v1/live`)
          .on('error', () => undefined)
          .on('response', (answer) => answer.resume())
          .end(),
      );
      await wait(2_000);
      for (const stream of streams) stream.destroy();
    }
  },
  'names that are none': repeat(async ({ publisher }, turn) => {
    const names = Array.from({ length: 120 }, (_, at) => [`n${turn}-${at}`.padEnd(80, 'é'), at] as const);
    await publisher.publish('emon/flood', JSON.stringify({ ...Object.fromEntries(names), temp: 1, 'temp ': 2 }));
    await wait(20);
  }),
  'inputs without end': repeat(async ({ publisher }, turn) => {
    await publisher.publish(`emon/plug${turn}`, JSON.stringify({ [`a${turn}`]: 1, [`b${turn}`]: 2 }));
    await wait(20);
  }),
  'long digits': repeat(async ({ publisher }, turn) => {
    const digits = JSON.stringify({ import: [`${'1'.repeat(30_000)}x`], turn });
    await publisher.publish('emon/flood', digits);
    await wait(20);
  }),
};

/** All of them at once. Returns when each has ended. */
export async function allFloods(target: Target): Promise<void> {
  const ended = wait(target.untilMs - performance.now() + PATIENCE_MS);
  await Promise.all(
    Object.entries(FLOODS).map(async ([name, flood]) => {
      const isStuck = await Promise.race([flood(target).then(() => false), ended.then(() => true)]);
      if (isStuck) throw new Error(`the flood of ${name} does not end`);
    }),
  );
}
