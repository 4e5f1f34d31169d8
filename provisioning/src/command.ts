import { spawnSync } from 'node:child_process';
import { ProvisioningError } from './provisioning-error';

export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and returns what it printed. Injected, so that a test can stand in for the system. */
export type RunCommand = (program: string, args: readonly string[], options?: CommandOptions) => string;

const TIMEOUT_MS = 60_000;

/** @throws ProvisioningError HUB_COMMAND_FAILED with what the program said. */
export const runCommand: RunCommand = (program, args, options = {}) => {
  const result = spawnSync(program, args, { encoding: 'utf8', timeout: TIMEOUT_MS, ...options });
  if (result.status === 0) return result.stdout;
  const said = result.error?.message ?? result.stderr.trim();
  throw new ProvisioningError(
    'HUB_COMMAND_FAILED',
    `${program} ${args[0] ?? ''} failed: ${said}`,
    'Mend the cause and run it again; hub-provision.service runs again at the next start.',
  );
};
