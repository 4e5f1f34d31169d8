import { createConnection, type NetConnectOpts } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 15;
const ATTEMPT_MS = 2000;

/** What proves that a server answers: MariaDB greets, Redis answers PING, a broker accepts the connection. */
export interface Probe {
  readonly connect: NetConnectOpts;
  readonly send?: string;
  /** Wait for the first bytes of an answer, not only for the connection. */
  readonly answers: boolean;
}

/** Resolves true when the server answers, false when `stillWanted` says no (its process ended, time is up). */
export async function waitUntilReady(probe: Probe, stillWanted: () => boolean): Promise<boolean> {
  while (stillWanted()) {
    if (await answers(probe)) return true;
    await delay(POLL_MS);
  }
  return false;
}

function answers(probe: Probe): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(probe.connect);
    const done = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(ATTEMPT_MS, () => done(false));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
    socket.once('data', () => done(true));
    socket.once('connect', () => {
      if (probe.send !== undefined) socket.write(probe.send);
      if (!probe.answers) done(true);
    });
  });
}
