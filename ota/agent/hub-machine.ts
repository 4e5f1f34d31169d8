import { networkAddresses } from '@hub/adapters/system';
import type { ControlledLoad, HealthBaseline } from '@hub/domain/update';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { deepHealth, failedUnits, type Places } from '../health/observe';
import { bootState, readBootState, readKernelFacts, readRelease, readVerdict, type FactPlaces } from '../system-facts';
import type { Machine } from './ports';

const run = promisify(execFile);

/** Written by the program that switches loads, at least once a minute. */
const LoadFile = z.object({ running: z.boolean() });
const LOAD_FRESH_S = 180;

export interface MachinePlaces extends FactPlaces {
  readonly statusFile: string;
  readonly loadFile: string;
  readonly health: Places;
}

export function hubMachine(places: MachinePlaces): Machine {
  const tool = places.bootStateTool;
  return {
    boot: async () => {
      const { order, attemptsLeft } = await readBootState(tool);
      const { slot, bootId } = readKernelFacts(places);
      const verdict = readVerdict(places.verdictFile);
      return {
        version: readRelease(places.releaseFile).version,
        slot,
        bootId,
        preferred: order[0] ?? slot,
        bootable: { A: order.includes('A') && attemptsLeft.A > 0, B: order.includes('B') && attemptsLeft.B > 0 },
        verdict: verdict && { version: verdict.version, fault: verdict.fault ?? undefined },
      };
    },
    markBad: async (slot) => {
      await bootState(tool, 'mark', 'bad', slot);
    },
    reboot: async () => {
      await run('systemctl', ['reboot']);
    },
    controlledLoad: () => Promise.resolve(controlledLoad(places.loadFile, Date.now())),
    baseline: async (serverReachable): Promise<HealthBaseline> => {
      const [health, units] = await Promise.all([deepHealth(places.health), failedUnits()]);
      const inNetwork = networkAddresses().length > 0;
      return { serverReachable, apiDegraded: health?.status !== 'ok', failedUnits: units, inNetwork };
    },
    publish: (status) => {
      mkdirSync(dirname(places.statusFile), { recursive: true });
      writeFileSync(`${places.statusFile}.new`, JSON.stringify(status));
      renameSync(`${places.statusFile}.new`, places.statusFile);
    },
  };
}

function controlledLoad(file: string, nowMs: number): ControlledLoad {
  try {
    if (nowMs - statSync(file).mtimeMs > LOAD_FRESH_S * 1000) return 'unknown';
    const parsed = LoadFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) return 'unknown';
    return parsed.data.running ? 'running' : 'none';
  } catch {
    return 'unknown';
  }
}
