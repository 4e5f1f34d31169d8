import { planJoint } from './joint/plan-joint';
import type { JointDevice, Problem, Segment } from './problem';
import { repeat } from './repeat/repeat';
import { plan } from './single/plan';
import { Random } from '@hub/domain/random';

const NOW = 1_768_435_200;
const DAY_S = 86_400;
const HALF_HOUR_S = 1800;
const WARM_UP = 100;
const random = new Random(2026);

/** p99 of the processor's time, so that a busy machine does not count. */
function measure<P>(name: string, runs: number, make: () => P, run: (problem: P) => unknown): void {
  const times: number[] = [];
  for (let count = -WARM_UP; count < runs; count += 1) {
    const problem = make();
    const before = process.cpuUsage();
    run(problem);
    const { user, system } = process.cpuUsage(before);
    if (count >= 0) times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  const value = times[Math.floor(runs * 0.99)] ?? NaN;
  process.stdout.write(
    `${JSON.stringify({ name: `${name}, p99`, value: Number(value.toPrecision(3)), unit: 'ms', n: runs })}\n`,
  );
}

const signal = (slots: number): readonly Segment[] =>
  Array.from({ length: slots }, (_, slot) => [
    NOW + slot * HALF_HOUR_S,
    NOW + (slot + 1) * HALF_HOUR_S,
    random.whole(4_000, 34_000) * 1000,
  ]);

/** A day of half-hours, asked for at any second of the first. */
const day = (rest: Partial<Problem>): Problem => ({
  now: NOW + random.whole(0, HALF_HOUR_S - 1),
  signal: signal(48),
  powerW: 2000,
  amount: { minutes: random.whole(30, 300) },
  interruptible: true,
  deadline: NOW + DAY_S - random.whole(0, 3600),
  ...rest,
});

const minutes = (): number => random.whole(5, 60);

function device(index: number): JointDevice {
  const interruptible = random.chance(0.6);
  return {
    id: `device-${index}`,
    amount: { minutes: 30 * random.whole(2, 10) },
    powerW: random.whole(10, 70) * 100,
    interruptible,
    deadline: NOW + random.whole(40, 96) * HALF_HOUR_S,
    ...(random.chance(0.3) ? { minOn: 60 } : {}),
    ...(interruptible && random.chance(0.3) ? { maxStarts: 2 } : {}),
  };
}

measure('plan, may be interrupted', 500, () => day({}), plan);
measure('plan, one block', 500, () => day({ interruptible: false }), plan);
const phases = (): Problem['amount'] => ({
  profile: Array.from({ length: 8 }, () => [random.whole(5, 30), random.whole(0, 2500)] as const),
});
measure('plan, run profile of 8 phases', 500, () => day({ amount: phases() }), plan);
measure('plan, least run and gap', 300, () => day({ minOn: minutes(), minOff: minutes() }), plan);
const limited = (): Problem => day({ minOn: minutes(), minOff: minutes(), maxStarts: random.whole(1, 4) });
measure('plan, least run and gap, most starts', 300, limited, plan);
const joint = () => ({
  now: NOW,
  step: HALF_HOUR_S,
  signal: signal(96),
  capW: random.whole(90, 140) * 100,
  devices: Array.from({ length: 10 }, (_, index) => device(index)),
});
measure('planJoint, 10 devices, 96 half-hours, one cap', 100, joint, planJoint);
const year = () => ({
  tz: 'Europe/London',
  now: NOW,
  until: NOW + 366 * DAY_S,
  week: Array.from({ length: 7 }, () => ['07:00', '18:30']),
});
measure('repeat, a year of two a day', 50, year, repeat);
