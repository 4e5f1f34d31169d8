import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as schemas from '@hub/contracts';
import { isAllowed } from '@hub/domain/access';
import { type About, describeApplication } from '@hub/nest-http';
import { readConfig } from '../config/config';
import { createHub } from '../hub';

const IN_HOUSE = { kind: 'unauthenticated', isInHouse: true } as const;
const SIGNED_IN = { session: [] };

const ABOUT: About = {
  title: 'CydYnni Hub',
  unnoted: 'left out',
  schemas,
  securitySchemes: {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'hub_session',
      description: 'Set by POST /api/v1/session. Over HTTPS its name is __Host-hub_session.',
    },
  },
  // What the house may read without signing in is open until the owner closes it.
  securityOf: ({ permission }) => {
    if (permission === 'open') return [];
    return isAllowed(IN_HOUSE, permission, { openReading: true }) ? [{}, SIGNED_IN] : [SIGNED_IN];
  },
};

/** The OpenAPI document of this code as it is checked in. Nothing is connected to. */
export async function openApiText(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-openapi-'));
  try {
    const app = await createHub(readConfig({ HUB_DATA_DIR: dataDir, HUB_LOG_LEVEL: 'silent' }, 'none'));
    await app.init();
    const text = `${JSON.stringify(await describeApplication(app, ABOUT), null, 2)}\n`;
    await app.close();
    return text;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

export async function printOpenApi(): Promise<void> {
  process.stdout.write(await openApiText());
}
