import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openBroker } from '@hub/adapters/mqtt';
import { readHomes } from '../epower/homes';
import { Meter } from './meter';
import { METER_HELP, type MeterCommandLine, parseMeterCommandLine } from './options';
import { Replay } from './replay';
import { simulatedAt } from './schedule';

const STEP_MS = 200;
const MAX_RECONNECT_MS = 4000;
const DAY_S = 86_400;

const nowS = (): number => Date.now() / 1000;

async function main(): Promise<void> {
  const options = parseMeterCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(METER_HELP);
    return;
  }
  const replay = new Replay(await homeOf(options), options.seed);
  const { url, username, passwordFile, caFile } = options;
  const password = passwordFile === undefined ? undefined : readFileSync(passwordFile, 'utf8').trim();
  const clientId = `meter-${options.serial}`;
  const broker = openBroker({ url, username, password, caFile, clientId, maxReconnectMs: MAX_RECONNECT_MS });
  await broker.ready();
  process.stdout.write(`meter ${options.serial}: replaying ${options.home} to ${url}\n`);
  const meter = new Meter({ ...options, replay, broker });
  const pace = { startedAt: nowS(), sinceS: options.sinceDays * DAY_S, speed: options.speed };
  // It keeps nothing, so the default end at SIGINT and SIGTERM is the right one, whatever it waits for.
  for (;;) {
    await meter.step(simulatedAt(pace, nowS()));
    await delay(STEP_MS);
  }
}

async function homeOf(options: MeterCommandLine): Promise<ConstructorParameters<typeof Replay>[0]> {
  const homes = await readHomes(options.homes);
  const home = homes.find(({ name }) => name === options.home);
  if (home) return home;
  throw new Error(`there is no home ${options.home}; there are ${homes.map(({ name }) => name).join(', ')}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`meter: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
