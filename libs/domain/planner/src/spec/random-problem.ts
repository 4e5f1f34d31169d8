import type { Random } from '@hub/domain/random';
import type { Amount, JointDevice, JointProblem, Problem, Segment, Work } from '../problem';

const NOW = 1_768_435_200;

export interface Size {
  readonly slots: number;
  readonly slotS: number;
}

/** A problem of `slots` slots with any of the contract's fields. */
export function randomProblem(random: Random, { slots, slotS }: Size): Problem {
  const now = NOW + random.whole(0, 100) * slotS + (slotS === 60 ? random.pick(0, 0, random.whole(0, 59)) : 0);
  const signal = randomSignal(random, now, { slots, slotS });
  return { now, signal, ...randomWork(random, now, { slots, slotS }) };
}

export function randomJoint(random: Random, devices: number, size: Size): JointProblem {
  const now = NOW + random.whole(0, 50) * size.slotS;
  const all = Array.from({ length: devices }, (_, index): JointDevice => ({
    id: `device-${index}`,
    ...randomWork(random, now, { ...size, slots: random.whole(1, size.slots) }),
  }));
  const most = all.map(({ powerW = 2000 }) => powerW);
  return {
    now,
    step: size.slotS,
    signal: randomSignal(random, now, size),
    capW: random.pick(Math.max(...most), most.reduce((a, b) => a + b) - 1, random.whole(500, 9000)),
    devices: all,
  };
}

function randomSignal(random: Random, now: number, { slots, slotS }: Size): readonly Segment[] {
  const price = random.pick(
    () => random.whole(0, 3),
    () => random.whole(-4, 6),
    () => random.whole(4_000_000, 34_000_000),
    () => random.whole(0, 1),
  );
  const segments: Segment[] = [];
  const end = now + (slots + 3) * slotS;
  let time = Math.floor(now / 60) * 60 - random.whole(0, 3) * 60 + (random.chance(0.1) ? 120 : 0);
  while (time < end) {
    const length = random.whole(1, random.pick(2, 5, 8)) * random.pick(60, slotS);
    if (!random.chance(0.08)) segments.push([time, time + length, price()]);
    time += length;
  }
  return random.shuffled(random.chance(0.05) ? [] : segments);
}

function randomWork(random: Random, now: number, { slots, slotS }: Size): Work {
  const perSlot = slotS / 60;
  const start = Math.ceil(now / slotS) * slotS;
  const maybe = <T>(share: number, value: () => T): T | undefined => (random.chance(share) ? value() : undefined);
  const powerW = random.pick(1000, 2000, 3000, 7360, 60);
  const amount = randomAmount(random, { slots, slotS }, powerW);
  const profile = 'profile' in amount;
  const interruptible = random.chance(0.65);
  const on = random.chance(0.6);
  const extra = slotS === 60 ? random.whole(0, 59) : 0;
  return withoutUndefined({
    amount,
    powerW: profile ? undefined : powerW,
    delivered: maybe(0.15, () => ('wh' in amount ? Math.floor(powerW / 60) * perSlot : perSlot)),
    deadline: start + random.pick(slots, slots, random.whole(0, slots)) * slotS + extra,
    earliest: maybe(0.15, () => start + random.whole(-1, slots) * slotS + (extra % 30)),
    interruptible: profile ? undefined : interruptible,
    minOn: profile ? undefined : maybe(0.4, () => random.whole(0, 5) * perSlot),
    minOff: maybe(0.4, () => random.whole(0, 5) * perSlot),
    maxStarts: !profile && interruptible ? maybe(0.3, () => random.whole(0, 3)) : undefined,
    ceiling: maybe(0.15, () => random.pick(0, 1, 2, 20_000_000)),
    state: maybe(0.4, () => ({
      on,
      since: start - random.whole(0, 6) * slotS - (slotS === 60 ? random.whole(0, 59) : 0),
    })),
    prefer: maybe(0.4, () => random.pick('early' as const, 'late' as const)),
  });
}

function randomAmount(random: Random, { slots, slotS }: Size, powerW: number): Amount {
  const perSlot = slotS / 60;
  const work = random.whole(0, Math.ceil(slots * random.pick(0.4, 0.7, 1.2)));
  const kind = random.whole(0, 9);
  if (kind === 0) return { wh: Math.floor((work * perSlot * powerW) / 60) };
  if (kind <= 2) {
    const phases = random.whole(1, 3);
    const phase = (): [number, number] => [random.whole(1, 3) * perSlot, random.pick(0, 500, 2000, 2200)];
    return { profile: Array.from({ length: phases }, phase) };
  }
  return { minutes: work * perSlot };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends { amount: Amount; deadline: number }>(
  value: T,
): Defined<T> & Pick<T, 'amount' | 'deadline'> {
  const kept = Object.fromEntries(Object.entries(value).filter(([, inner]: [string, unknown]) => inner !== undefined));
  return kept as Defined<T> & Pick<T, 'amount' | 'deadline'>;
}
