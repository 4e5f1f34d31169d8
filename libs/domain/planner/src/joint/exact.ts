import type { Choice, Device } from './device';
import type { Found } from './improve';
import { Load } from './load';
import { MOST_SLOTS, type Option, optionsOf, optionWatts } from './options';
import { isBetter, plus, type Worth } from './worth';

/** Options tried before the search gives up its proof. */
const MOST_TRIALS = 3_000_000;

/**
 * Branch and bound over whole plans of one device after the other. The bound of those to come is the best of each alone in the room
 * that is left; the last device needs no branching. Undefined where the plans are too many: then nothing is proven.
 */
export function provenBest(devices: readonly Device[], capW: number, found: Found): Found | undefined {
  const listed: Listed[] = [];
  for (const [index, device] of devices.entries()) {
    const options = optionsOf(device);
    if (options === undefined) return undefined;
    listed.push({ index, device, options, best: new Map() });
  }
  const search = new BranchAndBound(
    listed.sort((a, b) => a.options.length - b.options.length),
    capW,
    found,
    new Load(devices).watts,
  );
  return search.run();
}

interface Listed {
  readonly index: number;
  readonly device: Device;
  readonly options: readonly Option[];
  /** Best option by the slots that are open to the device. */
  readonly best: Map<number, Option>;
}

class BranchAndBound {
  private trials = 0;
  private readonly chosen: Choice[] = [];

  constructor(
    private readonly listed: readonly Listed[],
    private readonly capW: number,
    private best: Found,
    private readonly load: Float64Array,
  ) {}

  run(): Found | undefined {
    this.branch(0, { short: 0, cost: 0 });
    return this.trials > MOST_TRIALS ? undefined : this.best;
  }

  private branch(depth: number, worth: Worth): void {
    const listed = this.listed[depth];
    if (listed === undefined) {
      if (isBetter(worth, this.best.worth)) this.best = { worth, choices: [...this.chosen] };
      return;
    }
    if (depth === this.listed.length - 1) {
      this.take(depth, listed, this.bestOpen(listed), worth);
      return;
    }
    const later = this.boundFrom(depth + 1);
    for (const option of listed.options) {
      if (!isBetter(plus(plus(worth, option), later), this.best.worth)) break;
      if (this.trials++ > MOST_TRIALS) return;
      if (!this.fits(listed, option)) continue;
      this.change(listed, option, 1);
      if (isBetter(plus(plus(worth, option), this.boundFrom(depth + 1)), this.best.worth)) {
        this.take(depth, listed, option, worth);
      }
      this.change(listed, option, -1);
    }
  }

  private take(depth: number, { index }: Listed, option: Option, worth: Worth): void {
    this.chosen[index] = option;
    this.branch(depth + 1, plus(worth, option));
  }

  private boundFrom(depth: number): Worth {
    let worth: Worth = { short: 0, cost: 0 };
    for (let at = depth; at < this.listed.length; at += 1) {
      const listed = this.listed[at];
      if (listed) worth = plus(worth, this.bestOpen(listed));
    }
    return worth;
  }

  /** The device's best option in the room that is left. Doing nothing always fits. */
  private bestOpen(listed: Listed): Option {
    const { device, options, best } = listed;
    const first = (): Option => options.find((option) => this.fits(listed, option)) ?? none(options);
    if (device.grid.profile !== undefined) return first();
    const open = this.openBits(device.grid.powerW);
    const known = best.get(open);
    if (known !== undefined) return known;
    const option = options.find(({ bits }) => (bits & ~open) === 0) ?? none(options);
    best.set(open, option);
    return option;
  }

  private openBits(powerW: number): number {
    let bits = 0;
    for (let slot = 0; slot < Math.min(this.load.length, MOST_SLOTS); slot += 1) {
      if ((this.load[slot] ?? 0) + powerW <= this.capW) bits |= 1 << slot;
    }
    return bits;
  }

  private fits({ device }: Listed, option: Option): boolean {
    for (let slot = 0; slot < this.load.length; slot += 1) {
      if (((option.bits >>> slot) & 1) === 0) continue;
      if ((this.load[slot] ?? 0) + optionWatts(device.grid, option, slot) > this.capW) return false;
    }
    return true;
  }

  private change({ device }: Listed, option: Option, sign: 1 | -1): void {
    for (let slot = 0; slot < this.load.length; slot += 1) {
      if (((option.bits >>> slot) & 1) === 0) continue;
      this.load[slot] = (this.load[slot] ?? 0) + sign * optionWatts(device.grid, option, slot);
    }
  }
}

function none(options: readonly Option[]): Option {
  const option = options.find(({ bits }) => bits === 0);
  if (option === undefined) throw new Error('every device may do nothing');
  return option;
}
