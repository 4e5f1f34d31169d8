import type { Random } from '@hub/domain/random';
import type { DeviceState, JointDevice, JointProblem, Problem, Segment, Work } from '../problem';

const NOW = 1_768_435_200;
const CLOCK_CHANGES = [Date.parse('2026-03-29T01:00:00Z') / 1000, Date.parse('2026-10-25T01:00:00Z') / 1000];

type Prices = readonly (number | null)[];
type Given = Partial<Work> & Pick<Work, 'amount'>;

interface Stage {
  readonly now: number;
  readonly slotS: number;
  /** The first whole slot. */
  readonly start: number;
  readonly slots: number;
  readonly signal: readonly Segment[];
}

/** Problems at the edges of the contract, a kind for each edge: what a random draw of all fields meets too seldom. */
export const SINGLE_KINDS: Readonly<Record<string, (random: Random) => Problem>> = {
  'frozen minutes, with least run and gap': (random) => {
    const stage = stageOf(random, () => random.pick(0, 1, 2, null));
    return problemOf(stage, {
      ...workOf(random, stage),
      interruptible: random.chance(0.8),
      minOn: random.whole(0, 7),
      minOff: random.whole(0, 4),
      state: stateOf(random, stage, true),
      ...(random.chance(0.4) ? { ceiling: random.whole(0, 1) } : {}),
      ...(random.chance(0.4) ? { earliest: timeOf(random, stage) } : {}),
    });
  },
  'few starts, cheap at both edges of the window': (random) => {
    const stage = stageOf(random, (slot, slots) => (slot === 0 || slot === slots - 1 ? 0 : random.whole(1, 3)));
    return problemOf(stage, {
      ...workOf(random, stage),
      maxStarts: random.whole(0, 2),
      ...least(random),
      ...(random.chance(0.6) ? { state: stateOf(random, stage, random.chance(0.5)) } : {}),
    });
  },
  'a ceiling equal to a price': (random) => {
    const stage = stageOf(random, () => random.whole(-2, 2));
    return problemOf(stage, {
      ...workOf(random, stage),
      ...least(random),
      ceiling: random.whole(-3, 2),
      ...any(random, stage),
    });
  },
  'prices below nothing': (random) => {
    const stage = stageOf(random, () => random.whole(-5, 0));
    return problemOf(stage, { ...workOf(random, stage), ...least(random), ...any(random, stage) });
  },
  'more delivered than asked': (random) => {
    const stage = stageOf(random, () => random.whole(-1, 2));
    const wanted = random.whole(0, 4);
    const delivered = wanted + random.whole(-1, 3);
    const amount = random.pick<Work['amount']>({ minutes: wanted }, { wh: wanted }, { profile: [[wanted, 300]] });
    return problemOf(stage, {
      ...('profile' in amount ? { amount } : { amount, powerW: 60, interruptible: random.chance(0.6) }),
      delivered: Math.max(0, delivered),
      ...any(random, stage),
    });
  },
  'phases of no minutes and of no power': (random) => {
    const stage = stageOf(random, () => random.pick(-1, 0, 1, 2, 5, null));
    const phase = (): [number, number] => [random.whole(0, 3), random.pick(0, 0, 7, 500, 2000)];
    return problemOf(stage, {
      amount: { profile: Array.from({ length: random.whole(0, 4) }, phase) },
      delivered: random.whole(0, 2),
      ...(random.chance(0.3) ? { minOff: random.whole(0, 4) } : {}),
      ...any(random, stage),
    });
  },
  'a deadline beyond the signal': (random) => {
    const priced = random.whole(0, 5);
    const stage = stageOf(random, (slot) => (slot < priced ? random.whole(0, 2) : null));
    return problemOf(stage, { ...workOf(random, stage), ...least(random), ...any(random, stage) });
  },
  'a signal that begins later, with holes': (random) => {
    const first = random.whole(0, 4);
    const stage = stageOf(random, (slot) => (slot < first || random.chance(0.3) ? null : random.whole(0, 2)));
    return problemOf(stage, { ...workOf(random, stage), ...least(random), ...any(random, stage) });
  },
  'ties everywhere': (random) => {
    const levels = random.pick(0, 1);
    const stage = stageOf(random, () => random.whole(0, levels));
    return problemOf(stage, {
      ...workOf(random, stage),
      ...least(random),
      ...(random.chance(0.5) ? { maxStarts: random.whole(1, 3) } : {}),
      ...any(random, stage),
      prefer: random.pick('early' as const, 'late' as const),
    });
  },
  'hardly a window': (random) => {
    const stage = stageOf(random, () => random.whole(0, 3));
    const work = { ...workOf(random, stage), ...least(random), ...any(random, stage) };
    return problemOf(stage, { ...work, deadline: stage.now + random.whole(-90, 190), earliest: timeOf(random, stage) });
  },
  'watts that divide no hour': (random) => {
    const stage = stageOf(random, () => random.whole(0, 3));
    const powerW = random.pick(7, 61, 977, 7361);
    const wh = random.whole(0, Math.ceil((powerW * 6) / 60));
    const delivered = random.whole(0, wh + 1);
    return problemOf(stage, {
      amount: { wh },
      powerW,
      delivered,
      interruptible: true,
      ...least(random),
      ...any(random, stage),
    });
  },
  'a window over a clock change': (random) => {
    const change = random.pick(CLOCK_CHANGES[0] ?? NOW, CLOCK_CHANGES[1] ?? NOW);
    const stage = stageOf(random, () => random.whole(0, 2), change - random.whole(0, 500));
    return problemOf(stage, { ...workOf(random, stage), ...least(random), ...any(random, stage) });
  },
};

export const JOINT_KINDS: Readonly<Record<string, (random: Random) => JointProblem>> = {
  'a cap below one device': (random) => jointOf(random, (most) => most - 1),
  'a cap of exactly one device, or of two': (random) => jointOf(random, (most, all) => random.pick(most, all)),
  'no power at all': (random) => jointOf(random, () => random.pick(0, 1)),
  'runs in progress above the cap': (random) =>
    jointOf(
      random,
      (most, all) => random.pick(most, all - 1),
      (stage) => ({
        state: stateOf(random, stage, random.chance(0.8)),
        minOn: (random.whole(0, 3) * stage.slotS) / 60,
      }),
    ),
  'ties and prices below nothing': (random) =>
    jointOf(
      random,
      (most, all) => random.whole(most, all),
      (stage) => any(random, stage),
      () => random.whole(-1, 0),
    ),
  'holes and ceilings': (random) =>
    jointOf(
      random,
      (most, all) => random.whole(most, all),
      () => ({ ceiling: random.whole(0, 1) }),
      () => random.pick(0, 1, null),
    ),
};

function jointOf(
  random: Random,
  capOf: (most: number, all: number) => number,
  more: (stage: Stage) => Partial<Work> = () => ({}),
  price: () => number | null = () => random.whole(-1, 3),
): JointProblem {
  const slotS = random.pick(60, 300, 1800);
  const prices = Array.from({ length: random.whole(1, 7) }, price);
  const stage = stageWith(random, { now: NOW, slotS }, prices);
  const devices = Array.from({ length: random.whole(2, 3) }, (_, index): JointDevice => {
    const work = random.chance(0.3) ? profileOf(random, stage) : workOf(random, stage);
    const { minOn = (random.whole(0, 2) * slotS) / 60, ...rest } = more(stage);
    const runs = 'profile' in work.amount ? {} : { minOn };
    return {
      id: `device-${index}`,
      ...work,
      ...runs,
      ...rest,
      deadline: NOW + random.whole(1, prices.length + 1) * slotS,
    };
  });
  const watts = devices.map(({ powerW, amount }) =>
    'profile' in amount ? Math.max(0, ...amount.profile.map(([, phase]) => phase)) : (powerW ?? 0),
  );
  const capW = Math.max(
    0,
    capOf(
      Math.max(...watts),
      watts.reduce((a, b) => a + b, 0),
    ),
  );
  return { now: NOW, step: slotS, signal: stage.signal, capW, devices };
}

const stageOf = (random: Random, price: (slot: number, slots: number) => number | null, from = NOW): Stage => {
  const slots = random.whole(1, 9);
  const now = from + random.pick(0, 0, random.whole(1, 59));
  return stageWith(
    random,
    { now, slotS: 60 },
    Array.from({ length: slots }, (_, slot) => price(slot, slots)),
  );
};

function stageWith(random: Random, { now, slotS }: Pick<Stage, 'now' | 'slotS'>, prices: Prices): Stage {
  const start = Math.ceil(now / slotS) * slotS;
  const segments = prices.flatMap((price, slot): Segment[] =>
    price === null ? [] : [[start + slot * slotS, start + (slot + 1) * slotS, price]],
  );
  return { now, slotS, start, slots: prices.length, signal: random.shuffled(segments) };
}

const problemOf = (stage: Stage, work: Given): Problem => ({
  now: stage.now,
  signal: stage.signal,
  deadline: stage.start + stage.slots * stage.slotS,
  ...work,
});

function workOf(random: Random, { slots, slotS }: Stage): Given {
  const minutes = (random.whole(0, slots + 1) * slotS) / 60;
  return { amount: { minutes }, powerW: random.pick(1, 60, 2000, 7360), interruptible: random.chance(0.7) };
}

function profileOf(random: Random, { slotS }: Stage): Given {
  const phase = (): [number, number] => [(random.whole(1, 2) * slotS) / 60, random.pick(0, 500, 2000)];
  return { amount: { profile: Array.from({ length: random.whole(1, 3) }, phase) } };
}

const least = (random: Random): Partial<Work> => ({
  ...(random.chance(0.5) ? { minOn: random.whole(0, 4) } : {}),
  ...(random.chance(0.5) ? { minOff: random.whole(0, 4) } : {}),
});

const any = (random: Random, stage: Stage): Partial<Work> => ({
  ...(random.chance(0.4) ? { state: stateOf(random, stage, random.chance(0.5)) } : {}),
  ...(random.chance(0.3) ? { prefer: random.pick('early' as const, 'late' as const) } : {}),
});

const stateOf = (random: Random, { now, slotS }: Stage, on: boolean): DeviceState => ({
  on,
  since: now - random.whole(0, 5) * slotS - (slotS === 60 ? random.pick(0, 0, random.whole(0, 59)) : 0),
});

const timeOf = (random: Random, { start, slots, slotS }: Stage): number =>
  start + random.whole(-1, slots + 1) * slotS + (slotS === 60 ? random.pick(0, random.whole(-30, 30)) : 0);
