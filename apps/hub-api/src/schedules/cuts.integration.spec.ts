import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { seededCuts, useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HubLife } from '../spec/hub-life';
import { makeOwner } from '../spec/owner';
import { CutHouse } from './spec/cut-house';

/**
 * `nx run hub-api:cuts` makes a hundred; `HUB_CUTS_SEED` makes others. By command alone: where simulated time goes on beside real
 * connections, a machine with other work falls behind it.
 */
const CUTS = Number(process.env['HUB_CUTS'] ?? 0);
const MINUTES = 40;
const EVENING = Date.parse('2026-11-02T18:00:00Z') / 1000;
/** So long before a run a plug hears of it. */
const AHEAD_S = 600;
/** A program that died is started again after a few seconds. */
const AWAY_S = { least: 5, most: 40 };
const DARK_S = { least: 60, most: 1500 };

const services = useServices({ beforeAll, afterAll });
let dir: string;
let broker: Broker;
let hub: HubLife;
let house: CutHouse;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-cuts-'));
  const { broker: mosquitto, database } = services();
  const { username, password } = mosquitto.account('tester');
  broker = openBroker({ url: `mqtt://127.0.0.1:${mosquitto.plainPort}`, clientId: 'house', username, password });
  await broker.ready();
  hub = new HubLife(dir, services(), database.name, { url: 'https://127.0.0.1:9', caFile: mosquitto.caFile });
  house = new CutHouse(hub, broker, EVENING);
  await house.start();
  await makeOwner(services());
  await house.signIn();
  const week = Array.from({ length: 7 }, () => ['07:00']);
  const rule = { task: { kind: 'minutes' as const, minutes: MINUTES }, powerW: 2000, week, spreadStart: false };
  await house.addPlug('emon/smartplug1', { ...rule, interruptible: false });
  await house.addPlug('emon/smartplug2', { ...rule, interruptible: true });
});
afterAll(async () => {
  await broker.close();
  await hub.kill();
  await rm(dir, { recursive: true, force: true });
});

it.runIf(CUTS > 0)(
  `${CUTS} kills and power cuts in simulated weeks: what was asked is delivered within a minute`,
  async () => {
    const late: unknown[] = [];
    let cuts = 0;
    for (let night = 0; cuts < CUTS; night += 1) {
      await house.leap(EVENING + night * 86_400);
      await house.passes(60);
      cuts += await oneNight(CUTS - cuts);
      for (const { scheduleId, onS } of house.plugs)
        if (Math.abs(onS - MINUTES * 60) > 60) late.push({ night, scheduleId, onS, ledger: house.ledger() });
    }
    expect(late).toEqual([]);
  },
  3_600_000,
);

const random = seededCuts();
const whole = ({ least, most }: { least: number; most: number }): number =>
  least + Math.floor(random() * (most - least + 1));

/** Up to three kills and power cuts while the plugs run; ends when the work is done. Returns how many there were. */
async function oneNight(most: number): Promise<number> {
  const labels = await Promise.all(house.plugs.map(async (plug) => (await house.view(plug)).next[0]?.label));
  for (const plug of house.plugs) plug.onS = 0;
  const begins = (): Promise<number[]> =>
    Promise.all(house.plugs.map(async (plug, index) => startOf(await house.view(plug), labels[index])));
  let [cuts, wasCut] = [0, false];
  for (let first = Math.min(...(await begins())); first < Infinity; first = Math.min(...(await begins()))) {
    if (first - AHEAD_S > house.now) await house.leap(first - AHEAD_S);
    if (cuts < Math.min(3, most)) {
      wasCut = await strike(wasCut);
      cuts += 1;
    } else await house.passes(300);
  }
  await house.passes(120);
  return cuts;
}

/** By whole minutes and the journal's last one, a second power cut of the same run would add up. */
async function strike(wasCut: boolean): Promise<boolean> {
  await house.passes(15 * whole({ least: 41, most: 200 }));
  const kind = wasCut || random() < 0.5 ? 'kill' : 'cut';
  await (kind === 'kill' ? house.kill(whole(AWAY_S)) : house.cut(whole(DARK_S)));
  await house.passes(60);
  return wasCut || kind === 'cut';
}

/** When the plan's next or present block begins; never once this repetition is done. */
function startOf({ next: [run] }: Awaited<ReturnType<CutHouse['view']>>, label: string | undefined): number {
  const block = run?.label === label ? run?.blocks.find(([, end]) => end > house.now) : undefined;
  return block?.[0] ?? Infinity;
}
