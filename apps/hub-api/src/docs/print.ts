import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeApplication } from '@hub/nest-http';
import { readConfig } from '../config/config';
import { createHub } from '../hub';

/** The OpenAPI document of this code as it is checked in. Nothing is connected to. */
export async function openApiText(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-openapi-'));
  try {
    const app = await createHub(readConfig({ HUB_DATA_DIR: dataDir, HUB_LOG_LEVEL: 'silent' }, 'none'));
    await app.init();
    const text = `${JSON.stringify(await describeApplication(app, 'CydYnni Hub', 'left out'), null, 2)}\n`;
    await app.close();
    return text;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

export async function printOpenApi(): Promise<void> {
  process.stdout.write(await openApiText());
}
