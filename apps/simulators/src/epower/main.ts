import { calendarDay, shiftDay } from '@hub/domain/time';
import { Club, LONDON } from './club';
import { readHomes } from './homes';
import { HELP, parseCommandLine } from './options';
import { serveEpower } from './server';

const nowS = (): number => Math.floor(Date.now() / 1000);

/** Start from the command line; prints the addresses and stops on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(HELP);
    return;
  }
  const firstDay = options.firstDay ?? shiftDay(calendarDay(nowS(), LONDON), -options.days);
  const club = new Club(await readHomes(options.homes), { members: options.members, firstDay });
  const server = await serveEpower({ ...options, club, clock: nowS });
  process.stdout.write(
    `${JSON.stringify({ url: server.url, rainUrl: server.rainUrl, clubToken: options.clubToken })}\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}

main().catch((error: unknown) => {
  process.stderr.write(`epower: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
