import type { Point } from '@hub/domain/series';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_GAP_S, OUTAGE_S } from './elapsed';
import type { Memory } from './process';
import { parseProcessList, runProcessList } from './process-list';
import { MOST_POWER_KW } from './register';

const NOW = 1_700_000_000;
const DAY = 1_699_920_000;

/** An input with its feeds and memory, fed one reading after the other. */
class ListRunner {
  readonly feeds = new Map<number, Point[]>();
  private readonly memory = new Map<string, Memory>();
  private readonly kept = new Map<string, Memory>();
  constructor(
    private readonly list: string,
    private readonly intervalS = 1,
  ) {}

  read(time: number, original: number | null, inputs: Record<number, number> = {}) {
    const outcome = runProcessList(parseProcessList(this.list) ?? [], {
      time,
      original,
      inputValue: (id) => inputs[id] ?? null,
      feedLast: (id) => this.feeds.get(id)?.at(-1) ?? null,
      remembered: (key) => this.memory.get(key) ?? null,
      dayStart: (at) => Math.floor(at / 86_400) * 86_400,
    });
    for (const { feedId, point } of outcome.writes) this.store(feedId, point);
    for (const [key, { memory, moved = false }] of outcome.remember) {
      this.memory.set(key, memory);
      if (moved) this.kept.set(key, memory);
    }
    return outcome;
  }

  /** The hub or its broker was away for a while: what is known is from before. */
  outage(): void {
    for (const [key, memory] of this.memory) this.memory.set(key, { ...memory, beforeOutage: true });
  }

  /** The power goes: of what was remembered only what was kept on the disk is left. */
  cut(): void {
    this.memory.clear();
    for (const [key, memory] of this.kept) this.memory.set(key, memory);
  }

  last = (id: number) => this.feeds.get(id)?.at(-1)?.value;

  /** As a feed does: 24 bits, at the start of the slot. */
  private store(feedId: number, { time, value }: Point): void {
    const slot = Math.floor(time / this.intervalS) * this.intervalS;
    const others = (this.feeds.get(feedId) ?? []).filter((point) => point.time !== slot);
    const all = [...others, { time: slot, value: Math.fround(value) }].sort((a, b) => a.time - b.time);
    this.feeds.set(feedId, all);
  }
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
    expect(new ListRunner(list).read(NOW, given, { 1: 2 }).value).toBe(wanted);
  });

  it('stores nothing for an unknown value', () => {
    expect(new ListRunner('1:1,4:2,34:3').read(NOW, null).writes).toEqual([]);
  });

  it('ends a list that goes in circles and names a step it does not know', () => {
    expect(new ListRunner('2:1,52:1').read(NOW, 1).fault).toBe('too-many-steps');
    expect(new ListRunner('publish_to_mqtt:1').read(NOW, 1).fault).toBe('unknown-process');
    for (const text of ['1:x', '[1]', '{"fn":"process__scale"}', '[', 'a b:1'])
      expect(parseProcessList(text), text).toBeUndefined();
  });
});

describe('power to kWh', () => {
  it('adds what flowed between readings', () => {
    const runner = new ListRunner('4:1');
    for (let second = 0; second <= 3600; second += 10) runner.read(NOW + second, 1000);
    expect(runner.last(1)).toBeCloseTo(1, 9);
  });

  it.each([
    ['every 5 minutes for 2 hours', 300, 24, 2],
    ['once in two hours', MAX_GAP_S, 1, 2],
    ['less often: nothing is known of the time between', MAX_GAP_S + 1, 3, 0],
  ])('%s', (_, everyS, times, wantedKWh) => {
    const runner = new ListRunner('4:1', 10);
    for (let at = 0; at <= times; at += 1) runner.read(NOW + at * everyS, 1000);
    expect(runner.last(1)).toBeCloseTo(wantedKWh, 6);
  });

  it('invents nothing over a known outage, and leaves it missing', () => {
    const runner = new ListRunner('4:1');
    runner.read(NOW, 2000);
    runner.read(NOW + 10, 2000);
    const before = runner.last(1);
    runner.outage();
    const [write] = runner.read(NOW + 10 + OUTAGE_S + 1, 2000).writes;
    expect([write?.gap, Math.fround(write?.point.value ?? 0)]).toEqual(['missing', before]);
    runner.read(NOW + 10 + OUTAGE_S + 601, 1800);
    expect((runner.last(1) ?? 0) - (before ?? 0)).toBeCloseTo(0.3, 6);
  });

  it('starts from 0 where the feed was emptied', () => {
    const runner = new ListRunner('4:1', 10);
    for (let second = 0; second <= 100; second += 10) runner.read(NOW + second, 3600);
    runner.feeds.set(1, []);
    runner.read(NOW + 110, 3600);
    expect(runner.last(1)).toBeCloseTo(0.01, 6);
  });

  it('takes the time between readings, not between the slots they are stored in', () => {
    const runner = new ListRunner('4:1', 10);
    for (let second = 7; second <= 3607; second += 10) runner.read(NOW + second, 1000);
    expect(runner.last(1)).toBeCloseTo(1, 6);
  });

  it('goes on by less than a feed of 20,000 kWh can tell apart', () => {
    const runner = new ListRunner('4:1', 10);
    runner.feeds.set(1, [{ time: NOW - 10, value: 20_000 }]);
    for (let second = 0; second <= 36_000; second += 10) runner.read(NOW + second, 200);
    expect(runner.last(1)).toBeCloseTo(20_002, 2);
  });

  it('takes what the feed holds for true when somebody changed it', () => {
    const runner = new ListRunner('4:1', 10);
    for (let second = 0; second <= 100; second += 10) runner.read(NOW + second, 3600);
    runner.feeds.set(1, [{ time: NOW + 100, value: 50 }]);
    runner.read(NOW + 110, 3600);
    expect(runner.last(1)).toBeCloseTo(50.01, 4);
  });

  it('never counts more than the power it saw, whatever comes when', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -30, max: 9000 }), fc.integer({ min: 0, max: 5000 })));
    fc.assert(
      fc.property(steps, fc.constantFrom(1, 10, 60), fc.nat(30), (readings, intervalS, cutAt) => {
        const runner = new ListRunner('4:1', intervalS);
        let [time, newest, most] = [NOW, -Infinity, 0];
        readings.forEach(([elapsedS, powerW], at) => {
          time += elapsedS;
          // After a power cut only the slot of the newest reading is known, not its second.
          if (at === cutAt) newest = -Infinity;
          if (time > newest) {
            if (time - newest <= MAX_GAP_S) most += ((time - newest) * powerW) / 3_600_000;
            newest = time;
          }
          if (at === cutAt) runner.cut();
          runner.read(time, powerW);
        });
        // A feed keeps 24 bits; a cut leaves what was rounded up to then.
        expect(runner.last(1) ?? 0).toBeLessThanOrEqual(most * (1 + 2 ** -22));
      }),
    );
  });

  it('starts again at each midnight where the day is asked for, and gives each day its own', () => {
    const runner = new ListRunner('5:1', 3600);
    const midnight = DAY + 86_400;
    for (const second of [-60, -2, 8]) runner.read(midnight + second, 3600);
    expect(runner.feeds.get(1)).toEqual([
      { time: DAY, value: Math.fround(0.06) },
      { time: midnight, value: Math.fround(0.008) },
    ]);
  });

  it('counts each stretch of minutes, stored at its end', () => {
    const runner = new ListRunner('71:30:1', 60);
    for (let second = 0; second <= 3600; second += 10) runner.read(DAY + second, 1800);
    expect(runner.feeds.get(1)?.map(({ time, value }) => [time - DAY, Math.round(value * 1e4) / 1e4])).toEqual([
      [1800, 0.9],
      [3600, 0.9],
      [5400, 0],
    ]);
  });
});

describe('sums of a day', () => {
  it.each<[string, (second: number) => number, number]>([
    ['7:1', (second) => (second < 1800 ? 1 : 0), 1790],
    ['8:1', () => 5, (361 * 5) / 1000],
    ['23:1', (second) => 500 + second / 3600, 1],
    ['10:1', (second) => second, 3600],
    ['27:1', (second) => Math.sin(second), 1],
  ])('%s', (list, valueAt, wanted) => {
    const runner = new ListRunner(list, 3600);
    for (let second = 0; second <= 3600; second += 10) runner.read(DAY + second, valueAt(second));
    expect(runner.feeds.get(1)).toEqual([{ time: DAY, value: expect.closeTo(wanted, 2) as number }]);
  });
});

describe('a meter register', () => {
  it.each([
    ['34:1', 1000],
    ['64:1', 1],
  ])('%s goes on over a reset, a jump and an outage', (list, perKWh) => {
    const runner = new ListRunner(list);
    const read = (second: number, kWh: number) => runner.read(NOW + second, kWh * perKWh);
    expect(read(0, 100).writes).toEqual([]);
    read(3600, 101);
    expect(runner.last(1)).toBeCloseTo(perKWh, 6);
    read(3610, 0.001);
    read(7200, 1.001);
    expect(runner.last(1)).toBeCloseTo(2 * perKWh, 6);
    read(7210, 5000);
    expect(runner.last(1)).toBeCloseTo(2 * perKWh, 6);
    expect(read(7210 + 86_400, 5003).writes[0]?.gap).toBe('missing');
    expect(runner.last(1)).toBeCloseTo(5 * perKWh, 6);
  });

  it('read every 5 minutes has every slot between, so that each midnight has its value', () => {
    const runner = new ListRunner('34:1', 10);
    const gaps = [317, 617, 917, 1217].map((second) => runner.read(NOW + second, second).writes[0]?.gap);
    expect(gaps).toEqual([undefined, 'missing', 'join', 'join']);
  });

  it('goes on after a power cut, with what was used meanwhile and nothing twice', () => {
    const runner = new ListRunner('64:1', 10);
    for (let second = 0; second <= 7200; second += 10) runner.read(NOW + second, 30_000 + second / 3600);
    expect(runner.last(1)).toBeCloseTo(2, 3);
    runner.cut();
    runner.read(NOW + 7200 + 36_000, 30_012);
    expect(runner.last(1)).toBeCloseTo(12, 3);
  });

  it('counts nothing twice when the meter was exchanged during a power cut', () => {
    const runner = new ListRunner('64:1', 10);
    for (let second = 0; second <= 7200; second += 10) runner.read(NOW + second, 100 + second / 720);
    runner.cut();
    const before = runner.last(1) ?? 0;
    runner.read(NOW + 7210, 105);
    expect(runner.last(1)).toBe(before);
    runner.read(NOW + 10_810, 106);
    expect(runner.last(1)).toBeCloseTo(before + 1, 3);
  });

  it('never counts down, nor faster than a runner can draw', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1e5, noNaN: true })));
    fc.assert(
      fc.property(steps, (readings) => {
        const runner = new ListRunner('64:1');
        let time = NOW;
        for (const [elapsedS, register] of readings) runner.read((time += elapsedS), register);
        const points = runner.feeds.get(1) ?? [];
        points.forEach((point, at) => {
          const before = points[at - 1] ?? { time: NOW, value: 0 };
          expect(point.value).toBeGreaterThanOrEqual(before.value);
          expect(point.value - before.value).toBeLessThanOrEqual(
            (MOST_POWER_KW * (point.time - before.time)) / 3600 + point.value * 2 ** -22,
          );
        });
      }),
    );
  });

  it('counts pulses over an overflow and a restart', () => {
    const runner = new ListRunner('20:1');
    const counted = [65_000, 65_530, 4, 10, 3].map((count, at) => runner.read(NOW + at * 10, count).value);
    expect(counted).toEqual([null, 530, 10, 6, 3]);
  });

  it('shows power from kWh', () => {
    const runner = new ListRunner('21:1');
    runner.read(NOW, 10);
    expect(runner.read(NOW + 1800, 11).value).toBe(2000);
  });
});
