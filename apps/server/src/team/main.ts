import { join } from 'node:path';
import { run } from './run';
import { TeamError } from './team-error';

// Built to dist/apps/server/rollout.mjs.
const LOCAL = join(import.meta.dirname, '../../../.hub/server');

run(process.argv.slice(2), {
  environment: process.env,
  local: LOCAL,
  print: (text) => void process.stdout.write(text),
}).catch((error: unknown) => {
  const { code, message, action } =
    error instanceof TeamError ? error : { code: 'TEAM_FAILED', message: String(error), action: 'Report this.' };
  process.stderr.write(`${code}: ${message}\n  ${action}\n`);
  process.exitCode = 1;
});
