import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBroker } from '@hub/adapters/mqtt';
import type { Services } from '@hub/adapters/services';
import { openFeedStore } from '../store/open';
import type { Report } from './report';
import { INTERVAL_S, power, YEAR_END, YEAR_START } from './year';

const PUBLISHERS = 4;
const SECONDS = 20;
const TICK_MS = 10;
const FLUSH_MS = 1000;
const RATE_PER_S = 24_000;
const QUIET_MS = 2000;

/** Messages from a real broker through the MQTT client into the journal: published at a steady rate, counted at the end. */
export async function ingestBench({ broker }: Services, report: Report): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'feed-ingest-'));
  const store = await openFeedStore({ dir, clock: () => YEAR_END, flushPeriodS: 0 });
  const account = broker.account('hub-api');
  const client = openBroker({ url: `mqtt://127.0.0.1:${broker.plainPort}`, clientId: 'bench', ...account });
  await client.ready();
  const slots = new Map<string, { id: number; next: number }>();
  for (let id = 1; id <= PUBLISHERS; id++) {
    await store.create(id, { intervalS: INTERVAL_S });
    slots.set(`emon/bench/p${id}`, { id, next: 0 });
  }
  let received = 0;
  let lastAt = performance.now();
  const subscription = client.subscribe('emon/#', ({ topic, payload }) => {
    const slot = slots.get(topic);
    if (slot === undefined) return;
    store.append(slot.id, [{ time: YEAR_START + slot.next++ * INTERVAL_S, value: Number(payload.toString()) }]);
    received++;
    lastAt = performance.now();
  });
  await subscription.granted;
  const flushing = setInterval(() => void store.flush(), FLUSH_MS);
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  const sent = await publishSteadily(broker.plainPort, broker.account('tester'));
  while (performance.now() - lastAt < QUIET_MS) await wait(100);
  clearInterval(flushing);
  await store.flush();
  const stored = store.ids().reduce((sum, id) => sum + (store.meta(id)?.npoints ?? 0), 0);
  report({
    name: 'ingest, broker to journal',
    value: (received / (lastAt - startedAt)) * 1000,
    unit: 'messages/s',
    n: sent,
  });
  report({ name: 'ingest, lost', value: sent - stored, unit: 'messages', n: sent });
  report({ name: 'ingest, memory grown', value: (process.memoryUsage().rss - before) / 1e6, unit: 'MB', n: sent });
  await client.close();
  await store.close();
  rmSync(dir, { recursive: true, force: true });
}

/** Feeds mosquitto_pub processes line by line at the wanted rate; resolves with what they sent when all have ended. */
async function publishSteadily(
  port: number,
  { username, password }: { username: string; password: string },
): Promise<number> {
  const publishers = Array.from({ length: PUBLISHERS }, (_, at) =>
    spawn('mosquitto_pub', ['-p', String(port), '-u', username, '-P', password, '-t', `emon/bench/p${at + 1}`, '-l'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    }),
  );
  const ended = publishers.map((child) => new Promise((done) => child.once('close', done)));
  const from = performance.now();
  let lines = 0;
  while (lines < (RATE_PER_S * SECONDS) / PUBLISHERS) {
    const due = Math.floor((((performance.now() - from) / 1000) * RATE_PER_S) / PUBLISHERS);
    let text = '';
    for (; lines < due; lines++) text += `${power(lines)}\n`;
    for (const child of publishers) child.stdin.write(text);
    await wait(TICK_MS);
  }
  for (const child of publishers) child.stdin.end();
  await Promise.all(ended);
  return lines * PUBLISHERS;
}
