import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AuditList,
  PowerCap,
  previewRuns,
  ScheduleHistory,
  ScheduleList,
  SchedulePreview,
  SchedulePrices,
  ScheduleView,
} from '@hub/contracts';
import { ledgerLine } from '@hub/domain/schedules';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type HubFixture } from '../spec/hub-fixture';
import { refusal, send } from '../spec/http';
import { OWNER, signIn, startOwnedHub } from '../spec/owner';

/** The hub's clock begins at a quiet noon: no deadline, price edge or change of the clock comes while the tests run. */
const NOON = Date.parse('2026-12-01T12:01:00Z') / 1000;
const begun = performance.now();
const clock = (): number => NOON + (performance.now() - begun) / 1000;
let machineStart = NOON - 86_400;
const machine = { now: clock, uptimeS: () => clock() - machineStart };

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
const url = (path = ''): string => `${hub.url}/api/v1/schedules${path}`;
const each = Array.from({ length: 7 }, () => ['07:00']);
const washer = { deviceId: 7, task: { kind: 'minutes', minutes: 90 }, powerW: 2000, week: each, spreadStart: false };

const read = async <T extends z.ZodMiniType>(schema: T, answer: Response): Promise<z.infer<T>> => {
  const body: unknown = await answer.json();
  expect([answer.status, body]).toEqual([answer.ok ? answer.status : 200, body]);
  return z.parse(schema, body);
};
const act = async (path: string, body: unknown = {}): Promise<ScheduleView> =>
  read(ScheduleView, await send(url(path), 'POST', body, owner));
const timesPlanned = async (): Promise<number> => {
  const { events } = await read(ScheduleHistory, await fetch(url('/1/history')));
  return events.filter(({ kind }) => kind === 'planned').length;
};

const startAgain = async (): Promise<void> => {
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub' });
  owner = await signIn(hub.url);
};
const restart = async (): Promise<void> => {
  await hub.stopHub();
  await startAgain();
};

beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services(), {}, machine));
});
afterAll(() => hub.stop());

describe('schedules', () => {
  it('are made by the owner only, and every other change too', async () => {
    for (const [method, path] of [
      ['POST', ''],
      ['POST', '/preview'],
      ['PUT', '/1'],
      ['DELETE', '/1'],
      ...['skip', 'pause', 'boost', 'off', 'on', 'undo'].map((action) => ['POST', `/1/${action}`] as const),
    ] as const) {
      expect([path, ...(await refusal(await send(url(path), method, washer)))]).toEqual([path, 401, 'SIGN_IN_NEEDED']);
    }
    expect(await refusal(await fetch(url('/99')))).toEqual([404, 'HUB_SCHEDULE_UNKNOWN']);
  });

  it.each([
    ['no day at all', { ...washer, week: [[], [], [], [], [], [], []] }],
    ['25 o’clock', { ...washer, week: [['25:00'], [], [], [], [], [], []] }],
    ['no power', { ...washer, powerW: 0 }],
    ['half a minute', { ...washer, task: { kind: 'minutes', minutes: 0.5 } }],
    [
      'a battery that takes a week',
      { ...washer, task: { kind: 'charge', capacityWh: 200_000, fromPercent: 0, toPercent: 100 }, powerW: 60 },
    ],
    ['a day that is none', { ...washer, once: { date: '2026-02-30', time: '07:00' } }],
  ])('refuse %s', async (_, rule) => {
    expect((await send(url(), 'POST', rule, owner)).status).toBe(400);
  });

  it('answer with the plan, the costs of other times, and what the prices rest on; a page plans the same', async () => {
    const { next } = await read(SchedulePreview, await send(url('/preview'), 'POST', washer, owner));
    const made = await read(ScheduleView, await send(url(), 'POST', washer, owner));
    expect(made.next[0]).toMatchObject({ label: next[0]?.label, shortfallMinutes: 0, reason: null });
    const prices = await read(SchedulePrices, await fetch(url('/prices')));
    expect(prices.rungs.some(({ signal }) => signal.length > 48)).toBe(true);
    const own = previewRuns(made.rule, { ...prices, now: made.plannedAt ?? 0 });
    expect(own.map(({ label, blocks }) => ({ label, blocks }))).toEqual(
      made.next.map(({ label, blocks }) => ({ label, blocks })),
    );
    const [run] = made.next;
    expect(run?.cost.chosenPence).toBeLessThanOrEqual(run?.cost.startNowPence ?? Infinity);
    expect(await read(ScheduleList, await fetch(url()))).toEqual({ schedules: [made] });
  });

  it('share the power cap of the household, which survives a restart, and say so where it is why they do not fit', async () => {
    expect(await refusal(await send(url('/cap'), 'PUT', { capW: 3_000 }))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect((await send(url('/cap'), 'PUT', { capW: 3 }, owner)).status).toBe(400);
    expect(await read(PowerCap, await send(url('/cap'), 'PUT', { capW: 1_000 }, owner))).toEqual({ capW: 1_000 });
    const capped = async (reason: string | null): Promise<void> => {
      await waitFor(
        async () => (await read(ScheduleView, await fetch(url('/1')))).next.every((run) => run.reason === reason),
        { what: `the reason ${String(reason)}` },
      );
    };
    await capped('cap');
    await restart();
    await waitFor(async () => (await fetch(url('/1'))).ok, { what: 'schedules' });
    expect(await read(PowerCap, await fetch(url('/cap')))).toEqual({ capW: 1_000 });
    const { cap } = await read(SchedulePrices, await fetch(url('/prices')));
    expect(cap?.capW).toBe(1_000);
    const { next } = await read(SchedulePreview, await send(url('/preview'), 'POST', washer, owner));
    expect(next[0]).toMatchObject({ reason: 'cap', blocks: [] });
    await send(url('/cap'), 'PUT', { capW: null }, owner);
    await capped(null);
  });

  it('keep their plan over a restart', async () => {
    const before = await read(ScheduleList, await fetch(url()));
    const plannedBefore = await timesPlanned();
    await restart();
    await waitFor(async () => (await read(ScheduleList, await fetch(url()))).schedules.length === 1, {
      what: 'schedules',
    });
    const after = await read(ScheduleList, await fetch(url()));
    expect(after.schedules[0]?.next.map(({ blocks }) => blocks)).toEqual(
      before.schedules[0]?.next.map(({ blocks }) => blocks),
    );
    expect(await timesPlanned()).toBe(plannedBefore);
  });

  it('skip, pause, boost and switch off in one call each, and undo it', async () => {
    const first = (await read(ScheduleView, await fetch(url('/1')))).next[0]?.label;
    const skipped = await act('/1/skip');
    expect(skipped.rule.skip).toEqual([first]);
    expect(skipped.next[0]?.label).not.toBe(first);
    expect((await act('/1/undo')).next[0]?.label).toBe(first);
    expect(await refusal(await send(url('/1/undo'), 'POST', {}, owner))).toEqual([409, 'HUB_NOTHING_TO_UNDO']);

    const paused = await act('/1/pause', { until: '2199-01-01' });
    expect(paused.next).toEqual([]);
    expect((await act('/1/pause', { until: null })).next[0]?.label).toBe(first);

    const boosted = await act('/1/boost', { minutes: 30 });
    expect((boosted.standing.boostUntil ?? 0) - (boosted.standing.boostFrom ?? 0)).toBe(1800);
    expect((await act('/1/boost', { minutes: 0 })).standing.boostUntil).toBeNull();

    expect((await act('/1/off')).next).toEqual([]);
    expect((await act('/1/undo')).next[0]?.label).toBe(first);
    const { events } = await read(ScheduleHistory, await fetch(url('/1/history')));
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['created', 'planned', 'skipped', 'undone', 'paused', 'boosted', 'off']),
    );
  });

  it('count a run that the power ended, run the rest of one block at once, and say so', async () => {
    const made = await read(ScheduleView, await send(url(), 'POST', washer, owner));
    const label = made.next[0]?.label ?? '';
    await hub.stopHub();
    const path = join(hub.dir, 'schedules/ledger.txt');
    const start = Math.floor(clock()) - 3600;
    machineStart = start + 1;
    const line = ledgerLine({ scheduleId: made.id, label, start, end: null, wh: 0 });
    writeFileSync(path, `${readFileSync(path, 'utf8')}${line}torn`);
    await startAgain();
    await waitFor(async () => (await read(ScheduleView, await fetch(url(`/${made.id}`)))).interrupted, {
      what: 'the note',
    });
    const now = clock();
    const view = await waitFor(
      async () => {
        const got = await read(ScheduleView, await fetch(url(`/${made.id}`)));
        const begins = got.next[0]?.blocks[0]?.[0] ?? Infinity;
        return begins <= now + 120 ? got : undefined;
      },
      { what: 'the rest at once' },
    );
    expect(view.next[0]?.label).toBe(label);
    expect(readFileSync(path, 'utf8')).not.toContain('torn');
  });

  it('are removed with their history; what people did with them is in the log of the hub', async () => {
    await act('/1/on');
    expect((await send(url('/1'), 'DELETE', undefined, owner)).status).toBe(204);
    expect(await refusal(await fetch(url('/1')))).toEqual([404, 'HUB_SCHEDULE_UNKNOWN']);
    const log = await read(AuditList, await fetch(`${hub.url}/api/v1/access/audit`, { headers: owner }));
    const caps = log.entries.filter(({ action }) => action.startsWith('power-cap-'));
    expect(caps.map(({ who, action, about }) => `${who} ${action} ${about}`.trim())).toEqual([
      `${OWNER.name} power-cap-removed`,
      `${OWNER.name} power-cap-set 1 kW`,
    ]);
    const told = log.entries.filter(({ action }) => action.startsWith('schedule-')).reverse();
    const device = String(washer.deviceId);
    expect(new Set(told.map(({ who, about }) => `${who} ${about}`))).toEqual(new Set([`${OWNER.name} ${device}`]));
    expect(told.map(({ action }) => action.slice('schedule-'.length))).toEqual([
      ...[
        'made',
        'skipped',
        'undone',
        'paused',
        'paused',
        'boosted',
        'boosted',
        'off',
        'undone',
        'made',
        'on',
        'removed',
      ],
    ]);
  });
});
