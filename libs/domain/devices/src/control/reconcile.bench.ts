import { expect, it } from 'vitest';
import { controlOf } from '../types';
import { reconcile, UNHEARD } from '.';

const NOW = 1_796_000_000;
const MOST_MS = 50;
const control = controlOf('smartplug');
const runs = Array.from({ length: 12 }, (_, index) => ({ start: NOW + 7200 * index - 3600, end: NOW + 7200 * index }));
const devices = Array.from({ length: 100 }, (_, index) => ({
  control,
  address: { topic: `emon/smartplug${index}`, outlet: 1 },
  plan: { override: null, runs },
  state: { ...UNHEARD, statedAt: NOW - 60, mode: 'off' as const, on: false, timer: '0000 0000 0000 0000' },
}));

it(`decides for 100 devices, all to be told something, within ${MOST_MS} ms`, async ({ bench }) => {
  const results = await bench.compare(
    bench('cycle', () => {
      for (const device of devices) reconcile(device, { now: NOW, clockKnown: true, zone: 'Europe/London' });
    }),
    bench('only copied, as the floor', () => {
      for (const device of devices) devices.indexOf({ ...device });
    }),
  );
  const cycleMs = 1000 / results.get('cycle').throughput.mean;
  console.log(
    JSON.stringify({ name: 'control cycle of 100 devices', value: Number(cycleMs.toFixed(3)), unit: 'ms', n: 100 }),
  );
  expect(cycleMs).toBeLessThan(MOST_MS);
});
