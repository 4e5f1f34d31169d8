import { bestUnder, type Choice, type Device } from './device';
import { Load } from './load';
import { isBetter, type Worth, worthOf } from './worth';

/** Plans of one device that a whole search may make: this bounds its time. */
const MOST_SEARCHES = 500;

export interface Found {
  readonly choices: readonly Choice[];
  readonly worth: Worth;
}

/**
 * The best that planning one device after the other finds: in order of deadline and slack first (the ledger), then in other orders;
 * then pairs are taken out and planned again for as long as that helps.
 */
export function bestFound(devices: readonly Device[], capW: number): Found {
  const target = worthOf(devices.map(({ alone }) => alone));
  const search = new Search(devices, capW, target);
  for (const order of ordersOf(devices)) search.startWith(order);
  search.improve();
  return search.best;
}

class Search {
  best: Found = { choices: [], worth: { short: Infinity, cost: Infinity } };
  private left = MOST_SEARCHES;

  constructor(
    private readonly devices: readonly Device[],
    private readonly capW: number,
    private readonly target: Worth,
  ) {}

  startWith(order: readonly number[]): void {
    if (this.isDone()) return;
    const choices: Choice[] = [];
    const load = new Load(this.devices);
    for (const index of order) this.place(index, choices, load);
    this.keep(choices);
  }

  /** Takes two devices out, plans them again in both orders, keeps what is better; until nothing helps. */
  improve(): void {
    for (let helped = true; helped && !this.isDone();) {
      helped = false;
      for (let a = 0; a < this.devices.length && !this.isDone(); a += 1) {
        for (let b = 0; b < this.devices.length && !this.isDone(); b += 1) {
          if (a !== b && this.replan([a, b])) helped = true;
        }
      }
    }
  }

  private replan(taken: readonly number[]): boolean {
    const choices = [...this.best.choices];
    const load = new Load(this.devices);
    this.devices.forEach((device, index) => {
      const choice = choices[index];
      if (!taken.includes(index) && choice) load.add(device, choice);
    });
    for (const index of taken) this.place(index, choices, load);
    return this.keep(choices);
  }

  private place(index: number, choices: Choice[], load: Load): void {
    const device = this.devices[index];
    if (device === undefined) return;
    this.left -= 1;
    const choice = bestUnder(device, load.watts, this.capW);
    choices[index] = choice;
    load.add(device, choice);
  }

  private keep(choices: readonly Choice[]): boolean {
    const worth = worthOf(choices);
    if (!isBetter(worth, this.best.worth)) return false;
    this.best = { choices, worth };
    return true;
  }

  private isDone(): boolean {
    return this.left <= 0 || !isBetter(this.target, this.best.worth);
  }
}

/** Orders worth trying: the ledger, its reverse, the greatest power first, the most work first, the least slack first. */
function ordersOf(devices: readonly Device[]): readonly (readonly number[])[] {
  const by = (key: (device: Device) => readonly number[]): readonly number[] => {
    const keys = devices.map((device, index) => [...key(device), index]);
    return keys.sort(inTurn).map((all) => all.at(-1) ?? 0);
  };
  const ledger = by(({ grid }) => [grid.n, grid.n - grid.rest]);
  return [
    ledger,
    [...ledger].reverse(),
    by(({ grid }) => [-grid.powerW]),
    by(({ grid }) => [-grid.rest * grid.powerW]),
    by(({ grid }) => [grid.n - grid.rest]),
    by(({ grid }) => [grid.oneBlock ? 0 : 1, grid.n]),
  ];
}

function inTurn(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
