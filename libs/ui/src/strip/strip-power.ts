import { HALF_HOUR_S } from '@hub/domain/time';
import { type StripSlot } from './strip-slot';

/** Paths of the power lane. `hydro`: areas; `hydroEdges` and `demand`: lines; `gaps`: where no generation is known. */
export interface PowerPaths {
  readonly hydro: readonly string[];
  readonly hydroEdges: readonly string[];
  readonly demand: readonly string[];
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
}

type Scale = (value: number) => number;
interface Step {
  readonly time: number;
  readonly powerW: number;
}

/** Draws generation and demand as steps, one a half-hour: a forecast of a half-hour is one number, and not a slope. */
export function powerPaths(slots: readonly StripSlot[], x: Scale, y: Scale, bottom: number): PowerPaths {
  const hydro = runsOf(slots, (slot) => slot.generationW);
  const demand = runsOf(slots, (slot) => slot.demandW);
  return {
    hydro: hydro.map((run) => `${line(run, x, y)}V${px(bottom)}H${px(x(run[0]?.time ?? 0))}Z`),
    hydroEdges: hydro.map((run) => line(run, x, y)),
    demand: demand.map((run) => line(run, x, y)),
    gaps: slots.flatMap((slot) =>
      slot.generationW === null ? [{ x: x(slot.time), width: x(slot.time + HALF_HOUR_S) - x(slot.time) }] : [],
    ),
  };
}

function runsOf(slots: readonly StripSlot[], powerOf: (slot: StripSlot) => number | null): readonly Step[][] {
  const runs: Step[][] = [];
  let open = false;
  for (const slot of slots) {
    const powerW = powerOf(slot);
    if (powerW !== null) {
      const step = { time: slot.time, powerW };
      if (open) runs.at(-1)?.push(step);
      else runs.push([step]);
    }
    open = powerW !== null;
  }
  return runs;
}

function line(run: readonly Step[], x: Scale, y: Scale): string {
  return run
    .map(({ time, powerW }, index) => {
      const start = index === 0 ? `M${px(x(time))} ${px(y(powerW))}` : `V${px(y(powerW))}`;
      return `${start}H${px(x(time + HALF_HOUR_S))}`;
    })
    .join('');
}

function px(value: number): string {
  return value.toFixed(1);
}
