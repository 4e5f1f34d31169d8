import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { HELP, parseCommandLine } from './options';
import { startStack } from './stack';
import { tellOfClub } from './tell';

// Built to dist/apps/stack/main.mjs.
const ROOT = join(import.meta.dirname, '../../..');

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(HELP);
    return;
  }
  const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
  const stop = stopSignal();
  const layout = { root: ROOT, state: resolve(options.state ?? join(ROOT, '.hub')) };
  const stack = await startStack(layout, options, say, stop).catch((error: unknown) => {
    if (stop.aborted) return undefined;
    throw error;
  });
  if (!stack) return;
  process.stdout.write(`\nThe hub runs:\n${stack.addresses.map((address) => `  ${address}\n`).join('')}\n`);
  process.stdout.write(`Over TLS, with the hub's own authority: ${stack.secureAddress}\n`);
  process.stdout.write(`Its label says ${stack.unit.hubId} and the claim code ${stack.unit.claimCode}.\n`);
  void tellOfClub(stack, { layout, fresh: options.fresh, say, stop });
  process.stdout.write(`Ctrl-C stops it. Logs are in ${join(layout.state, 'log')}.\n`);
  if (!stop.aborted) await once(stop, 'abort');
  process.stdout.write('\nStopping\n');
  await stack.stop();
}

/** Given at the first request to stop. A second one does not wait; the children end with this process. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  }
  return stop.signal;
}

main().catch((error: unknown) => {
  const { code, message } =
    error instanceof Error && 'code' in error ? error : { code: 'HUB_UP_FAILED', message: String(error) };
  process.stderr.write(`${String(code)}: ${message}\n`);
  process.exitCode = 1;
});
