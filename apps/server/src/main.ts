import { parseArgs } from 'node:util';
import { BUILD_VERSION } from './build-version';
import { readConfig } from './config/config';
import { ConfigError } from './config/config-error';
import { openApiText } from './docs/print';
import { issueClaimCode, issueKey, issueTeamKey } from './accounts/issue';
import { startServer } from './server';

const HELP = `server: the community server. Settings come from the environment (SERVER_*), see apps/server/README.md.

  node main.mjs                    serve until SIGTERM or SIGINT
  node main.mjs --issue-key MPAN   print a new key that opens the series of this household; it is shown this once
  node main.mjs --issue-claim-code MPAN
                                   print a new claim code, for the letter to this household; it makes one account, once
  node main.mjs --issue-team-key NAME
                                   print a new key of the team that opens everything; NAME says whose it is
  node main.mjs --openapi          print the OpenAPI document; needs no service
  node main.mjs --version          print the version
  node main.mjs --help             this text
`;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

async function serve(): Promise<void> {
  const server = await startServer(readConfig(process.env, BUILD_VERSION));
  const stop = (): void => {
    // A second signal means now.
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    server.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}

function fail(error: unknown): never {
  const text =
    error instanceof ConfigError
      ? `${error.code}: ${error.message}`
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`server: ${text}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      version: { type: 'boolean' },
      openapi: { type: 'boolean' },
      'issue-key': { type: 'string' },
      'issue-claim-code': { type: 'string' },
      'issue-team-key': { type: 'string' },
    },
  });
  if (values.help) process.stdout.write(HELP);
  else if (values.version) process.stdout.write(`${BUILD_VERSION}\n`);
  else if (values.openapi) process.stdout.write(await openApiText());
  else if (!(await issue(values))) await serve();
}

const ISSUES = { 'issue-key': issueKey, 'issue-claim-code': issueClaimCode, 'issue-team-key': issueTeamKey } as const;

/** Prints what was asked for; false when nothing was. */
async function issue(values: Readonly<Record<string, string | boolean | undefined>>): Promise<boolean> {
  for (const [option, make] of Object.entries(ISSUES)) {
    const whom = values[option];
    if (typeof whom !== 'string') continue;
    process.stdout.write(`${await make(readConfig(process.env, BUILD_VERSION), whom)}\n`);
    return true;
  }
  return false;
}

await main().catch(fail);
