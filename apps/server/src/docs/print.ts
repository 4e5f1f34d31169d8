import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as schemas from '@hub/contracts';
import { type About, describeApplication } from '@hub/nest-http';
import { readConfig } from '../config/config';
import { createServer } from '../server';

const ABOUT: About = {
  title: 'CydYnni community server',
  unnoted: 'shown',
  schemas,
  securitySchemes: {
    session: { type: 'apiKey', in: 'cookie', name: 'server_session', description: 'Set by POST /api/v1/sessions.' },
    team: { type: 'http', scheme: 'bearer', description: 'A key of the project team.' },
    household: { type: 'http', scheme: 'bearer', description: 'A key of a household.' },
    hub: { type: 'mutualTLS', description: 'The certificate that POST /api/v1/hubs/enrol gave the hub.' },
  },
};

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
    const text = `${JSON.stringify(await describeApplication(server, ABOUT), null, 2)}\n`;
    await server.close();
    return text;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
