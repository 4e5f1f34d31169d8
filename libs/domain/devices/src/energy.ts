import type { Instant } from '@hub/domain/time';

/** One stored value of a register or of power. */
export interface Sample {
  readonly time: Instant;
  readonly value: number;
}

/** More than a house's supply can carry: a register that grows faster has jumped. */
const MOST_POWER_KW = 30;
/** Power counts for at most this long after its reading. */
const POWER_HOLDS_S = 600;

/**
 * Energy of each part between `marks` (ascending; one part fewer than marks), from a register that only grows. A register
 * that fell has lost its memory: it counts on from there, and what it missed is not made up. A growth over several parts
 * is spread over its time. Null where nothing was measured in a part.
 */
export function energyOfRegister(samples: Iterable<Sample>, marks: readonly Instant[]): (number | null)[] {
  const parts = new Parts(marks);
  let last: Sample | undefined;
  for (const sample of samples) {
    if (!Number.isFinite(sample.value)) continue;
    if (last) {
      const [growth, seconds] = [sample.value - last.value, sample.time - last.time];
      if (growth >= 0 && growth <= (MOST_POWER_KW * seconds) / 3600) parts.add(last.time, sample.time, growth);
    }
    last = sample;
  }
  return parts.energyKWh;
}

/** Energy of each part between `marks` from power in W, for a device that counts none. */
export function energyOfPower(samples: Iterable<Sample>, marks: readonly Instant[]): (number | null)[] {
  const parts = new Parts(marks);
  let last: Sample | undefined;
  for (const sample of samples) {
    if (!Number.isFinite(sample.value)) continue;
    const seconds = last ? sample.time - last.time : 0;
    if (last && seconds > 0 && seconds <= POWER_HOLDS_S)
      parts.add(last.time, sample.time, (last.value * seconds) / 3_600_000);
    last = sample;
  }
  return parts.energyKWh;
}

class Parts {
  readonly energyKWh: (number | null)[];

  constructor(private readonly marks: readonly Instant[]) {
    this.energyKWh = Array.from({ length: Math.max(0, marks.length - 1) }, () => null);
  }

  add(from: Instant, to: Instant, energyKWh: number): void {
    for (let part = 0; part < this.energyKWh.length; part += 1) {
      const [start = 0, end = 0] = this.marks.slice(part, part + 2);
      const seconds = Math.min(to, end) - Math.max(from, start);
      if (seconds > 0) this.energyKWh[part] = (this.energyKWh[part] ?? 0) + (energyKWh * seconds) / (to - from);
    }
  }
}
