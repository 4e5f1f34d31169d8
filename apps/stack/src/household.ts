import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { communityDir, DEMO_MPAN } from './community-process';
import { type Layout } from './hub-process';

const run = promisify(execFile);
const RETRY_MS = 2000;

/** What a letter of the co-op would bring, and what the team has. */
export interface Household {
  /** The claim code of the demo household; undefined when it has its account already. */
  readonly claimCode: string | undefined;
}

/**
 * Asks the community server's own commands for them, until it knows its members. The team's key stays what it was. Undefined when
 * `abort` came first.
 */
export async function demoHousehold(
  layout: Layout,
  env: Record<string, string>,
  abort: AbortSignal,
): Promise<Household | undefined> {
  const issue = (what: string, whom: string) =>
    run(process.execPath, [join(layout.root, 'dist/apps/server/main.mjs'), what, whom], { env, signal: abort });
  const keyFile = join(communityDir(layout), 'team-key');
  while (!abort.aborted) {
    try {
      if (!existsSync(keyFile))
        writeFileSync(keyFile, (await issue('--issue-team-key', 'demo')).stdout, { mode: 0o600 });
      return { claimCode: (await issue('--issue-claim-code', DEMO_MPAN)).stdout.trim() };
    } catch (error) {
      if (String(error).includes('has an account already')) return { claimCode: undefined };
      await delay(RETRY_MS, undefined, { signal: abort }).catch(() => undefined);
    }
  }
  return undefined;
}
