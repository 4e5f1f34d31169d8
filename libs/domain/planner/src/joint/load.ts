import { wattsAt } from '../grid/grid';
import type { Choice, Device } from './device';

/** Watts of all devices, slot by slot. Runs in progress are there from the start: the cap does not stop them. */
export class Load {
  readonly watts: Float64Array;

  constructor(devices: readonly Device[]) {
    this.watts = new Float64Array(Math.max(0, ...devices.map(({ grid }) => grid.n)));
    for (const { grid } of devices) {
      for (let slot = 0; slot < grid.frozen; slot += 1) this.change(slot, wattsAt(grid, slot));
    }
  }

  add(device: Device, choice: Choice): void {
    this.changeAll(device, choice, 1);
  }

  remove(device: Device, choice: Choice): void {
    this.changeAll(device, choice, -1);
  }

  private changeAll({ grid }: Device, { runs }: Choice, sign: 1 | -1): void {
    let done = 0;
    for (const [start, end] of runs) {
      for (let slot = start; slot < end; slot += 1) {
        if (slot >= grid.frozen) this.change(slot, sign * wattsAt(grid, done));
        done += 1;
      }
    }
  }

  private change(slot: number, watts: number): void {
    this.watts[slot] = (this.watts[slot] ?? 0) + watts;
  }
}
