import { runCommand } from './command';
import { join } from 'node:path';
import { keepFile } from './files/keep';
import { consumePreseed } from './preseed/consume-preseed';
import { makeSecrets } from './secrets/make-secrets';
import { systemUser } from './system-user';

const PLACES = { bootDir: '/boot/firmware', dataDir: '/data', runDir: '/run/cydynni' };

/** Runs a step; one that fails is reported and does not keep the others from running. */
function attempt(name: string, step: () => void): boolean {
  try {
    step();
    console.log(`provision: ${name}: done`);
    return true;
  } catch (error) {
    console.error(`provision: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function preseed(): void {
  const status = consumePreseed(PLACES, runCommand, Math.floor(Date.now() / 1000));
  if (status) keepFile(join(PLACES.runDir, 'preseed-status.json'), `${JSON.stringify(status)}\n`, { mode: 0o644 });
}

function main(): void {
  if (process.argv.includes('--help')) {
    console.log("usage: provision   makes this hub's secrets and takes over cydynni.toml of the boot partition");
    return;
  }
  // Secrets first: without them neither broker nor page can start.
  const secrets = attempt('secrets', () =>
    makeSecrets(PLACES.dataDir, runCommand, systemUser('mosquitto', runCommand)),
  );
  const settings = attempt('preseed', preseed);
  process.exitCode = secrets && settings ? 0 : 1;
}

main();
