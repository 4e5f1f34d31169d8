import type { Broker } from '@hub/adapters/mqtt';
import { observe, type Run, UNHEARD } from '@hub/domain/devices';
import { emonEsp } from '@hub/domain/firmware';
import { BehaviorSubject, NEVER } from 'rxjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HubConfig } from '../config/config';
import type { ClockTrustService } from './clock-trust.service';
import { ControlService } from './control.service';
import type { DeviceStore } from './device-store';
import { deviceOf, type HouseDevice } from './house-device';

const TOPIC = 'emon/smartplug1';
const NOON = Date.parse('2026-01-15T12:00:00Z') / 1000;
const row = {
  id: 7,
  type: 'smartplug',
  topic: TOPIC,
  outlet: 1,
  name: 'Plug',
  room: null,
  account: null,
  override: null,
  control: null,
};

/** A plug on a broker that delivers at once, and the loop that controls it. */
function house(runs: readonly Run[]) {
  const plug = emonEsp(TOPIC);
  const status = new BehaviorSubject({ state: 'away', detail: null });
  const made = deviceOf(row);
  if (!made) throw new Error('the plug is a device');
  let device: HouseDevice = { ...made, state: UNHEARD };
  const now = () => Date.now() / 1000;
  const sent: string[] = [];
  const connected = () => status.value.state === 'connected';
  const broker = {
    status,
    connected,
    publish: (topic: string, payload: string) => {
      sent.push(`${topic.slice(TOPIC.length + 1)} ${payload}`.trim());
      for (const message of plug.hear({ topic, text: payload }, now())) {
        const said = device.type.decode(message, device.address) ?? {};
        device = { ...device, state: observe(device.state, said, control.wantedOf(device), now()) };
        control.soon();
      }
      return Promise.resolve();
    },
  } as unknown as Broker;
  const trust = { known: true };
  const store = { all: () => [device] } as unknown as DeviceStore;
  const config = { timeZone: 'Europe/London' } as HubConfig;
  const control = new ControlService(broker, now, config, store, trust as unknown as ClockTrustService);
  control.onApplicationBootstrap();
  control.follow({ runs: () => new Map([[7, runs]]), changed: NEVER });
  return { plug, status, sent, trust, control, now, device: () => device };
}

beforeEach(() => vi.useFakeTimers({ now: NOON * 1000, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const run = (fromMinute: number, toMinute: number): Run => ({
  start: NOON + 60 * fromMinute,
  end: NOON + 60 * toMinute,
});

it('gives the plug both runs, so that it ends them without the hub', async () => {
  const { plug, status, control, sent } = house([run(-10, 30), run(120, 150)]);
  status.next({ state: 'connected', detail: null });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toContain('in/timer 1150 1230 1400 1430');
  expect(sent.at(-2)).toBe('in/ctrlmode Timer');
  expect(control.loadRuns()).toBe(true);
  await control.onApplicationShutdown();
  expect([0, 29, 31, 119, 121, 151].map((minute) => plug.on(NOON + 60 * minute))).toEqual([
    true,
    true,
    false,
    false,
    true,
    false,
  ]);
});

it('switches off itself at the end of the last run', async () => {
  const { status, sent, plug, now } = house([run(-10, 2)]);
  status.next({ state: 'connected', detail: null });
  await vi.advanceTimersByTimeAsync(135_000);
  expect(sent).toContain('in/ctrlmode Off');
  expect(plug.on(now())).toBe(false);
});

it('tells the plug again after a power cut, and sends nothing while the broker is away', async () => {
  const { plug, status, sent, now } = house([run(-10, 60)]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([]);
  status.next({ state: 'connected', detail: null });
  await vi.advanceTimersByTimeAsync(2_000);
  plug.restart(now());
  expect(plug.on(now())).toBe(false);
  // Even where its `describe` was lost.
  await vi.advanceTimersByTimeAsync(90_000);
  expect(plug.on(now())).toBe(true);
});

it('switches nothing while the clock is not set, and asks all the same', async () => {
  const { plug, status, sent, trust, now } = house([run(-10, 60)]);
  trust.known = false;
  status.next({ state: 'connected', detail: null });
  await vi.advanceTimersByTimeAsync(70_000);
  expect(new Set(sent)).toEqual(new Set(['in/state']));
  trust.known = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(plug.on(now())).toBe(true);
});
