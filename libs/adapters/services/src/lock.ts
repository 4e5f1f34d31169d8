import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { formatIdentity, identify, isAlive, parseIdentity, type ProcessIdentity } from './process-identity';
import { ServicesError } from './services-error';

export interface Lock {
  release(): void;
}

/**
 * Takes the lock file for this process. A lock whose holder is gone (crash, power cut, reboot) is taken over.
 *
 * @throws ServicesError HUB_ALREADY_RUNNING while the holder lives; its message names the pid.
 */
export function acquireLock(file: string, what: string): Lock {
  const self = identify(process.pid);
  if (!self)
    throw new ServicesError('HUB_SERVICE_FAILED', 'This process is not in /proc.', 'Mount /proc and try again.');
  // The content must be complete the moment the name exists, so the file is written elsewhere and linked.
  const draft = `${file}.${self.pid}`;
  writeFileSync(draft, formatIdentity(self), { mode: 0o644 });
  try {
    while (!linked(draft, file)) removeStale(file, what);
  } finally {
    rmSync(draft, { force: true });
  }
  return { release: () => rmSync(file, { force: true }) };
}

/** The live holder of the lock, if there is one. */
export function lockHolder(file: string): ProcessIdentity | undefined {
  try {
    const holder = parseIdentity(readFileSync(file, 'utf8'));
    return holder && isAlive(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function removeStale(file: string, what: string): void {
  refuseIfHeld(file, what);
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // Another starter was quicker; the next look decides.
  }
  // Between the look and the rename another starter may have taken over: then its lock was moved, and goes back.
  if (lockHolder(aside)) linked(aside, file);
  rmSync(aside, { force: true });
  refuseIfHeld(file, what);
}

function refuseIfHeld(file: string, what: string): void {
  const holder = lockHolder(file);
  if (!holder) return;
  throw new ServicesError(
    'HUB_ALREADY_RUNNING',
    `${what} is already running here (process ${holder.pid}).`,
    `Use it, or stop it with: kill ${holder.pid}`,
  );
}
