import { tariffOf } from '@hub/domain/tariff';
import { dayStart } from '@hub/domain/time';
import { expect, it } from 'vitest';
import { summariesOf } from './day-summaries';

const ZONE = 'Europe/London';
const band = (name: string, hour: number) => ({
  name,
  startMinute: hour * 60,
  importPencePerKWh: 10,
  generationPencePerKWh: 7,
});
const from = (fromDay: string, bands: Parameters<typeof tariffOf>[2], weekend?: Parameters<typeof tariffOf>[2]) => ({
  fromDay,
  weekday: tariffOf('a tariff', 20, bands),
  ...(weekend && { weekend: tariffOf('a tariff', 20, weekend) }),
  vatPermille: 50,
  referencePencePerKWh: 12,
});

it('a day has the bands of its own tariff, also where the clock changes and on weekends of their own', () => {
  const tariffs = [
    from('2026-10-01', [band('day', 7), band('night', 23)]),
    from('2026-10-24', [band('morning', 6), band('evening', 16)], [band('quiet', 0)]),
  ];
  const start = dayStart('2026-10-23', ZONE);
  const wh = new Float64Array(4 * 48 + 2).fill(1000);
  const series = { start, useWh: wh, hydroWh: new Float64Array(wh.length), estimated: new Uint8Array(wh.length) };
  const days = summariesOf(series, tariffs, { first: '2026-10-23', last: '2026-10-26' }, ZONE);
  expect(days.map(({ day, bandStarts, bands }) => [day, bandStarts, bands])).toEqual([
    [
      '2026-10-23',
      [
        { name: 'day', startMinute: 420 },
        { name: 'night', startMinute: 1380 },
      ],
      { day: expect.objectContaining({ useWh: 32_000 }), night: expect.objectContaining({ useWh: 16_000 }) },
    ],
    ['2026-10-24', [{ name: 'quiet', startMinute: 0 }], { quiet: expect.objectContaining({ useWh: 48_000 }) }],
    ['2026-10-25', [{ name: 'quiet', startMinute: 0 }], { quiet: expect.objectContaining({ useWh: 50_000 }) }],
    [
      '2026-10-26',
      [
        { name: 'morning', startMinute: 360 },
        { name: 'evening', startMinute: 960 },
      ],
      { morning: expect.objectContaining({ useWh: 20_000 }), evening: expect.objectContaining({ useWh: 28_000 }) },
    ],
  ]);
});
