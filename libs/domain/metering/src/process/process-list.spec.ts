import type { Point } from '@hub/domain/series';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_POWER_KW, OUTAGE_S } from './energy';
import { parseProcessList, runProcessList } from './process-list';

const NOW = 1_700_000_000;
const DAY = 1_699_920_000;

/** An input with its feeds and memory, fed one reading after the other. */
class House {
  readonly feeds = new Map<number, Point[]>();
  readonly memory = new Map<string, Point>();

  constructor(private readonly list: string) {}

  read(time: number, original: number | null, inputs: Record<number, number> = {}) {
    const outcome = runProcessList(parseProcessList(this.list) ?? [], {
      time,
      original,
      inputValue: (id) => inputs[id] ?? null,
      feedLast: (id) => this.feeds.get(id)?.at(-1) ?? null,
      remembered: (key) => this.memory.get(key) ?? null,
      dayStart: (at) => Math.floor(at / 86_400) * 86_400,
    });
    for (const { feedId, point } of outcome.writes) this.feeds.set(feedId, [...(this.feeds.get(feedId) ?? []), point]);
    for (const [key, point] of outcome.remember) this.memory.set(key, point);
    return outcome;
  }

  last = (id: number) => this.feeds.get(id)?.at(-1)?.value;
}

describe('a process list', () => {
  it.each<[string, number | null, number | null]>([
    ['2:0.5,3:1', 10, 6],
    ['24:0', -5, 0],
    ['25:0', 5, 0],
    ['61:3,62:1', 7, 3],
    ['26:0', -1, 65_535],
    ['63:0', -2, 2],
    ['33:0', 9, 0],
    ['36:0', 9, null],
    ['2:10,37:0', 9, 9],
    ['6:1', 10, 20],
    ['11:1', 10, 12],
    ['22:1', 10, 8],
    ['12:1', 10, 5],
    ['12:9', 10, null],
    ['66:1', 1, 2],
    ['67:1', 1, 1],
    ['46:5,2:0', 9, 9],
    ['46:5,2:0', 3, 0],
    ['44:0,33:0', null, null],
    ['process__scale:3', 2, 6],
    ['process__error_found:0,2:0', 7, 7],
  ])('%s turns %s into %s', (list, given, wanted) => {
    expect(new House(list).read(NOW, given, { 1: 2 }).value).toBe(wanted);
  });

  it('stores nothing for a value nobody knows', () => {
    expect(new House('1:1,4:2,34:3').read(NOW, null).writes).toEqual([]);
  });

  it('ends a list that goes in circles and names a step it does not know', () => {
    expect(new House('2:1,52:1').read(NOW, 1).fault).toBe('too-many-steps');
    expect(new House('publish_to_mqtt:1').read(NOW, 1).fault).toBe('unknown-process');
    expect(parseProcessList('1:x')).toBeUndefined();
  });
});

describe('power to kWh', () => {
  it('adds what flowed between readings', () => {
    const house = new House('4:1');
    for (let second = 0; second <= 3600; second += 10) house.read(NOW + second, 1000);
    expect(house.last(1)).toBeCloseTo(1, 9);
  });

  it('invents nothing over an outage, and leaves it missing', () => {
    const house = new House('4:1');
    house.read(NOW, 2000);
    house.read(NOW + 10, 2000);
    const before = house.last(1);
    const [write] = house.read(NOW + 10 + OUTAGE_S + 1, 2000).writes;
    expect(write).toMatchObject({ gap: 'missing', point: { value: before } });
  });

  it('starts again at each midnight where the day is asked for', () => {
    const house = new House('5:1');
    house.read(DAY + 86_400 - 60, 3600);
    house.read(DAY + 86_400 - 1, 3600);
    expect(house.feeds.get(1)?.at(-1)).toEqual({ time: DAY, value: (59 * 3600) / 3_600_000 });
    house.read(DAY + 86_400 + 9, 3600);
    expect(house.feeds.get(1)?.at(-1)?.time).toBe(DAY + 86_400);
  });
});

describe('a meter register', () => {
  it.each([
    ['34:1', 1000],
    ['64:1', 1],
  ])('%s goes on over a reset, a jump and an outage', (list, perKWh) => {
    const house = new House(list);
    const read = (second: number, kWh: number) => house.read(NOW + second, kWh * perKWh);
    expect(read(0, 100).writes).toEqual([]);
    read(3600, 101);
    expect(house.last(1)).toBeCloseTo(perKWh, 6);
    read(3610, 0.001);
    read(7200, 1.001);
    expect(house.last(1)).toBeCloseTo(2 * perKWh, 6);
    read(7210, 5000);
    expect(house.last(1)).toBeCloseTo(2 * perKWh, 6);
    expect(read(7210 + 86_400, 5003).writes[0]?.gap).toBe('missing');
    expect(house.last(1)).toBeCloseTo(5 * perKWh, 6);
  });

  it('never counts down, nor faster than a house can draw', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1e5, noNaN: true })));
    fc.assert(
      fc.property(steps, (readings) => {
        const house = new House('64:1');
        let time = NOW;
        for (const [elapsedS, register] of readings) house.read((time += elapsedS), register);
        const points = house.feeds.get(1) ?? [];
        points.forEach((point, at) => {
          const before = points[at - 1] ?? { time: NOW, value: 0 };
          expect(point.value).toBeGreaterThanOrEqual(before.value);
          expect(point.value - before.value).toBeLessThanOrEqual(
            (MOST_POWER_KW * (point.time - before.time)) / 3600 + 1e-6,
          );
        });
      }),
    );
  });

  it('counts pulses over an overflow and a restart', () => {
    const house = new House('20:1');
    const counted = [65_000, 65_530, 4, 10, 3].map((count, at) => house.read(NOW + at * 10, count).value);
    expect(counted).toEqual([null, 530, 10, 6, 3]);
  });

  it('shows power from kWh', () => {
    const house = new House('21:1');
    house.read(NOW, 10);
    expect(house.read(NOW + 1800, 11).value).toBe(2000);
  });
});
