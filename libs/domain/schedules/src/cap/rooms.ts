import type { Block } from '@hub/domain/planner';
import type { Instant } from '@hub/domain/time';
import { type NextRun, openPrices } from '../next-runs';
import { replan, type Standing } from '../replan';
import { fitsUnder, fullStretches, type Load } from './room';
import { type Contender, guides, mostWatts } from './together';

/** The household's power cap, and what is taken under it anyhow. */
export interface Cap {
  readonly capW: number;
  readonly taken: readonly Load[];
}

/** What the runs of a schedule take. */
export function loadsOf({ schedule }: Pick<Standing, 'schedule'>, runs: readonly NextRun[]): readonly Load[] {
  const watts = mostWatts(schedule);
  return runs.flatMap(({ plan }) => plan.blocks.map(([start, end]) => ({ start, end, watts })));
}

/**
 * Where each schedule has no room under the cap. All fit as they would run alone: no one is limited. Otherwise they are planned together,
 * and then one after the other, by deadline, in the room that is left by those before it and by what was found for those after it.
 */
export function rooms(standings: ReadonlyMap<number, Standing>, cap: Cap): ReadonlyMap<number, readonly Block[]> {
  const alone = new Map([...standings].map(([id, standing]) => [id, replan(standing).runs]));
  const taking = new Map([...standings].map(([id, standing]) => [id, loadsOf(standing, alone.get(id) ?? [])]));
  if (fitsUnder([...cap.taken, ...[...taking.values()].flat()], cap.capW)) return new Map();

  const begun = [...standings].filter(([, standing]) => goesOn(standing));
  const others = [...standings].filter(([, standing]) => !goesOn(standing));
  const fixed = begun.flatMap(([id, standing]) => loadsOf(standing, (alone.get(id) ?? []).slice(0, 1)));
  const found = together(others, alone, { ...cap, taken: [...cap.taken, ...fixed] });
  for (const [id] of others) taking.set(id, found.get(id) ?? []);

  const full = new Map<number, readonly Block[]>();
  const deadline = (id: number): Instant => alone.get(id)?.[0]?.deadline ?? Infinity;
  for (const [id, standing] of [...others].sort(([a], [b]) => deadline(a) - deadline(b))) {
    const rest = [...taking].flatMap(([other, loads]) => (other === id ? [] : loads));
    const stretches = fullStretches([...cap.taken, ...rest], cap.capW, mostWatts(standing.schedule));
    full.set(id, stretches);
    const { runs } = replan({ ...standing, circumstances: { ...standing.circumstances, full: stretches } });
    taking.set(id, loadsOf(standing, runs));
  }
  return full;
}

/** One block that has begun is not stopped for the cap. */
const goesOn = ({ onSince, interrupted, schedule }: Standing): boolean =>
  (onSince !== undefined || interrupted) && (!schedule.interruptible || schedule.task.kind === 'profile');

function together(
  standings: readonly (readonly [number, Standing])[],
  alone: ReadonlyMap<number, readonly NextRun[]>,
  { capW, taken }: Cap,
): ReadonlyMap<number, readonly Load[]> {
  const [first] = standings;
  if (first === undefined) return new Map();
  const { circumstances } = first[1];
  const contenders = standings.flatMap(([id, { schedule, delivered }]): Contender[] =>
    (alone.get(id) ?? []).map(({ label, deadline }, index, runs) => ({
      ...{ key: `${id} ${label}`, schedule, deadline, delivered: delivered(label) },
      from: runs[index - 1]?.deadline ?? circumstances.now,
    })),
  );
  const last = contenders.reduce((most, { deadline }) => Math.max(most, deadline), circumstances.now);
  const { signal } = openPrices({ ...circumstances, full: [] }, last);
  const found = guides(contenders, { now: circumstances.now, zone: circumstances.zone, signal, capW, taken });
  const loads = new Map<number, readonly Load[]>();
  for (const [key, runs] of found) {
    const id = Number(key.split(' ')[0]);
    loads.set(id, [...(loads.get(id) ?? []), ...runs]);
  }
  return loads;
}
