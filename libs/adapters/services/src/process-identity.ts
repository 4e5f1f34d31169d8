import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * One process of this boot. A pid alone is handed out again, so it counts only together with the kernel's start time
 * (clock ticks since boot, field 22 of /proc/<pid>/stat).
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTicks: number;
}

const POLL_MS = 20;

/** The process that has this pid now, or undefined when there is none or it is only waiting to be reaped. */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startTicks = Number(fields[19]);
    return fields[0] === 'Z' || !Number.isFinite(startTicks) ? undefined : { pid, startTicks };
  } catch {
    return undefined;
  }
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTicks === identity.startTicks;
}

export function formatIdentity(identity: ProcessIdentity): string {
  return `${identity.pid} ${identity.startTicks}\n`;
}

/** Reads what {@link formatIdentity} wrote; undefined for anything else, such as a file cut short by a crash. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const match = /^(\d{1,10}) (\d{1,16})\n$/.exec(text);
  return match ? { pid: Number(match[1]), startTicks: Number(match[2]) } : undefined;
}

/** Asks the process to stop, and makes it stop after `graceMs`. Resolves when it is gone. */
export async function terminate(identity: ProcessIdentity, graceMs: number): Promise<void> {
  signal(identity, 'SIGTERM');
  if (await goneWithin(identity, graceMs)) return;
  signal(identity, 'SIGKILL');
  await goneWithin(identity, graceMs);
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch {
    // It ended between the look and the signal, which is what the signal was for.
  }
}

async function goneWithin(identity: ProcessIdentity, waitMs: number): Promise<boolean> {
  for (let waitedMs = 0; isAlive(identity); waitedMs += POLL_MS) {
    if (waitedMs >= waitMs) return false;
    await delay(POLL_MS);
  }
  return true;
}
