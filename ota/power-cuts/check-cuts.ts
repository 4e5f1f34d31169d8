import { seeded } from '@hub/domain/random';
import type { CutFigures } from '@hub/testing';
import { isState, RecordedCard, type CutMode, type Write } from './recorded-card';
import { WriteLog, type LogEntry } from './write-log';

interface Files {
  readonly dir: string;
  readonly card: string;
  readonly log: string;
  readonly freshSlot: string;
}

const MODES: readonly CutMode[] = ['whole', 'some-lost', 'last-torn'];

const writesState = (entry: LogEntry): boolean => entry.kind === 'write' && isState(entry);

/** Steps to cut at: every change of the boot state before, during and after, and the rest spread over the whole log. */
export function cutPoints(entries: readonly LogEntry[], wanted: number): ReadonlySet<number> {
  const around = entries.flatMap((entry, index) => (writesState(entry) ? [index - 1, index, index + 1] : []));
  const points = new Set(around.filter((index) => index >= 0 && index < entries.length));
  const rest = Math.max(0, wanted - points.size);
  for (let step = 0; step < rest; step++) points.add(Math.floor(((step + 0.5) * entries.length) / rest));
  return points;
}

/** Takes from the groups in turn, from each spread over its length. */
export function spread(groups: readonly (readonly number[])[], wanted: number): readonly number[] {
  const share = Math.ceil(wanted / Math.max(1, groups.length));
  const some = (group: readonly number[]): number[] =>
    Array.from({ length: Math.min(share, group.length) }, (_, nth) => {
      const at = Math.floor(((nth + 0.5) * group.length) / Math.min(share, group.length));
      return group[at] ?? 0;
    });
  const chosen = groups.flatMap(some);
  const others = groups.flat().filter((step) => !chosen.includes(step));
  return [...chosen, ...others].slice(0, wanted).sort((a, b) => a - b);
}

export async function checkCuts({ dir, card, log: path, freshSlot }: Files, wanted: number): Promise<CutFigures> {
  const log = new WriteLog(path);
  const player = await RecordedCard.of(dir, card, log, freshSlot);
  const points = cutPoints(log.entries, wanted);
  const pick = seeded(1);
  const found = { A: 0, B: 0 };
  const phases: Record<string, number[]> = {};
  let open: Write[] = [];
  let cuts = 0;
  let switchedAt = Infinity;
  try {
    for (const [index, entry] of log.entries.entries()) {
      if (entry.kind === 'write') open.push(entry);
      if (points.has(index)) {
        const mode = MODES[cuts % MODES.length] ?? 'whole';
        const { starts, phase } = await player.inspectCut(open, mode, pick).catch((cause: unknown) => {
          throw new Error(`Cut at step ${index} of ${log.entries.length}, ${mode}`, { cause });
        });
        cuts += 1;
        found[starts] += 1;
        (phases[`${starts} ${phase}`] ??= []).push(index);
      }
      if (entry.kind === 'write') continue;
      for (const write of open) {
        player.play(write);
        if (player.startable().slot === 'B') switchedAt = Math.min(switchedAt, index);
      }
      open = [];
    }
    const writes = log.entries.filter((entry) => entry.kind === 'write');
    const mb = (some: readonly Write[]): number => Math.round(some.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
    const slot = writes.filter(({ offset }) => offset >= 272 << 20 && offset < 4368 * (1 << 20));
    return {
      steps: log.entries.length,
      writtenMb: mb(writes),
      slotWrittenMb: mb(slot),
      cuts,
      startsOld: found.A,
      startsNew: found.B,
      phases: Object.fromEntries(Object.entries(phases).map(([name, steps]) => [name, steps.length])),
      pendingAt: log.entries.findIndex((entry, index) => index > switchedAt && writesState(entry)) - 1,
      samples: spread(Object.values(phases), 20),
    };
  } finally {
    player.close();
    log.close();
  }
}
