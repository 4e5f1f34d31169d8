import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeApplication } from '@hub/nest-http';
import { readConfig } from '../config/config';
import { createServer } from '../server';

/** The OpenAPI document of this code as it is checked in. Nothing is connected to. */
export async function openApiText(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'server-openapi-'));
  try {
    const token = join(dir, 'token');
    await writeFile(token, 'none');
    const environment = {
      SERVER_DATA_DIR: dir,
      SERVER_EPOWER_URL: 'https://epower.invalid/rest',
      SERVER_EPOWER_TOKEN_FILE: token,
      SERVER_LOG_LEVEL: 'silent',
    };
    const server = await createServer(readConfig(environment, 'none'));
    const text = `${JSON.stringify(await describeApplication(server, 'CydYnni community server', 'shown'), null, 2)}\n`;
    await server.close();
    return text;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
