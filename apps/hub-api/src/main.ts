import { parseArgs } from 'node:util';
import { BUILD_VERSION } from './build-version';
import { ConfigError, readConfig } from './config/config';
import { printOpenApi } from './docs/print';
import { startHub } from './hub';
import type { Compiled, Program } from './launch/program';
import { warmUp } from './launch/warm-up';

const HELP = `hub-api: the hub's server. Settings come from the environment (HUB_*), see apps/hub-api/README.md.

  node main.mjs             serve until SIGTERM or SIGINT
  node main.mjs --openapi   print the OpenAPI document; needs no service
  node main.mjs --version   print the version
  node main.mjs --help      this text
  node main.mjs --write-code-cache
                            write what the engine made of the program beside it; later starts take it from there.
                            It is of use to the same Node with the same switches alone
`;

async function serve(compiled: Compiled): Promise<void> {
  const hub = await startHub(readConfig(process.env, BUILD_VERSION), { compiled });
  const stop = (): void => {
    // A second signal means now.
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    hub.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

function fail(error: unknown): never {
  const text =
    error instanceof ConfigError
      ? `${error.code}: ${error.message}`
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`hub-api: ${text}\n`);
  process.exit(1);
}

/** Does what the command line asks for. */
export const run: Program['run'] = async (compiled) => {
  try {
    const { values } = parseArgs({
      options: { help: { type: 'boolean' }, version: { type: 'boolean' }, openapi: { type: 'boolean' } },
    });
    if (values.help) process.stdout.write(HELP);
    else if (values.version) process.stdout.write(`${BUILD_VERSION}\n`);
    else if (values.openapi) await printOpenApi();
    else await serve(compiled);
  } catch (error) {
    fail(error);
  }
};

export { warmUp };
