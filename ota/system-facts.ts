import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { OtaError } from './ota-error';

/** Where the system says what it is. The defaults are those of the image; tests and `--help` name others. */
export interface FactPlaces {
  readonly releaseFile: string;
  readonly cmdlineFile: string;
  readonly bootIdFile: string;
  readonly bootStateTool: string;
  readonly verdictFile: string;
}

export interface ReleaseFacts {
  readonly version: string;
  /** Unix seconds. */
  readonly builtAt: number;
}

/** The version that runs, from the sealed root itself. Throws `OTA_RELEASE_UNKNOWN`. */
export function readRelease(file: string): ReleaseFacts {
  const text = readFileSync(file, 'utf8');
  const value = (name: string): string | undefined => new RegExp(`^${name}=(.+)$`, 'm').exec(text)?.[1];
  const version = value('VERSION');
  if (version === undefined)
    throw new OtaError('OTA_RELEASE_UNKNOWN', `${file} has no VERSION`, 'Build the image again');
  return { version, builtAt: Number(value('BUILD_TIME') ?? 0) || 0 };
}

export interface KernelFacts {
  readonly slot: 'A' | 'B';
  readonly bootId: string;
  /** Started as a last resort: no slot had an attempt left. */
  readonly rescue: boolean;
}

export function readKernelFacts({ cmdlineFile, bootIdFile }: FactPlaces): KernelFacts {
  const words = readFileSync(cmdlineFile, 'utf8').trim().split(/\s+/);
  const slot = words.includes('rauc.slot=A') ? 'A' : words.includes('rauc.slot=B') ? 'B' : undefined;
  if (!slot)
    throw new OtaError('BOOT_SLOT_UNKNOWN', 'the kernel command line names no rauc.slot', 'Start by the boot script');
  return { slot, bootId: readFileSync(bootIdFile, 'utf8').trim(), rescue: words.includes('hub.rescue=1') };
}

const BootStateText = z.object({
  order: z.array(z.enum(['A', 'B'])),
  attemptsLeft: z.object({ A: z.number(), B: z.number() }),
});
export type BootStateText = z.infer<typeof BootStateText>;

const run = promisify(execFile);

/** The boot state by way of its tool: the tool takes the lock that RAUC's backend takes too. */
export async function bootState(tool: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await run(tool, [...words], { timeout: 60_000 });
  return stdout.trim();
}

export const readBootState = async (tool: string): Promise<BootStateText> =>
  BootStateText.parse(JSON.parse(await bootState(tool, 'print', '--json')));

/** What the health gate found about a version; `fault` null when it was good. */
export const Verdict = z.object({
  version: z.string(),
  bootId: z.string(),
  fault: z.nullable(z.string()),
  at: z.number(),
});
export type Verdict = z.infer<typeof Verdict>;

export function readVerdict(file: string): Verdict | undefined {
  try {
    const parsed = Verdict.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
