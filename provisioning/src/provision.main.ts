import { accessSync, constants, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command';
import { writeFileAtomic } from './files/write-file-atomic';
import { hubIdentity } from './identity/hub-identity';
import { consumePreseed } from './preseed/consume-preseed';
import { provisionReport } from './report/provision-report';
import { makeSecrets } from './secrets/make-secrets';

const PLACES = { bootDir: '/boot/firmware', dataDir: '/data', runDir: '/run/cydynni' };
const CONSOLE = '/dev/console';

/** Runs a step; one that fails is reported and does not keep the others from running. Returns what it threw, or null. */
async function attempt(name: string, step: () => void | Promise<void>): Promise<unknown> {
  try {
    await step();
    console.log(`provision: ${name}: done`);
    return null;
  } catch (error) {
    console.error(`provision: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return error ?? new Error(name);
  }
}

const now = (): number => Math.floor(Date.now() / 1000);
const tell = (file: string, content: unknown): void =>
  writeFileAtomic(join(PLACES.runDir, file), `${JSON.stringify(content)}\n`, { mode: 0o644 });

function preseed(): void {
  const status = consumePreseed(PLACES, runCommand, now());
  if (status) tell('preseed-status.json', status);
}

async function identity(): Promise<void> {
  const code = await hubIdentity(PLACES, runCommand);
  if (code !== undefined) showOnScreen(code);
}

/** On the screen and nowhere else: the journal keeps what it hears. */
function showOnScreen(code: string): void {
  try {
    writeFileSync(CONSOLE, `\r\n  CydYnni: claim code / cod hawlio: ${code}\r\n\r\n`);
  } catch {
    // A hub without a console has the code on its card.
  }
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(
      "usage: provision   makes this hub's identity and secrets and takes over cydynni.toml of the boot partition",
    );
    return;
  }
  const storage = await attempt('storage', () => accessSync(PLACES.dataDir, constants.W_OK));
  // Secrets first: without them neither broker nor page can start.
  const broker = await attempt('secrets', () => makeSecrets(PLACES.dataDir, runCommand));
  const outcomes = { storage, identity: await attempt('identity', identity), broker };
  const settings = await attempt('preseed', preseed);
  const report = await attempt('report', () => tell('provision.json', provisionReport(outcomes, now())));
  process.exitCode = [...Object.values(outcomes), settings, report].every((outcome) => outcome === null) ? 0 : 1;
}

await main();
