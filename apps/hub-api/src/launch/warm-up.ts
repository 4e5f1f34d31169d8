import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BUILD_VERSION } from '../build-version';
import { readConfig } from '../config/config';
import { startHub } from '../hub';

/** What a page asks for when it opens, and what the system asks for. */
const ASKED = ['/', '/health/live', '/health/ready', '/health', '/api/v1/setup', '/api/v1/feeds', '/api/v1/session'];
/** Time for failed attempts to reach each service, on an emulated processor too. What is made meanwhile has no fixed order. */
const ATTEMPTS_MS = 5_000;

/** A hub in a folder of its own, with no service to reach. */
export async function warmUp(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'hub-warm-up-'));
  try {
    const nowhere = join(dir, 'nowhere.sock');
    const hub = await startHub(
      readConfig(
        {
          HUB_DATA_DIR: dir,
          HUB_HTTP_HOST: '127.0.0.1',
          HUB_HTTP_PORT: '0',
          HUB_DB_SOCKET: nowhere,
          HUB_REDIS_SOCKET: nowhere,
          HUB_MQTT_URL: 'mqtt://127.0.0.1:9',
          HUB_LOG_LEVEL: 'silent',
        },
        BUILD_VERSION,
      ),
    );
    await wait(ATTEMPTS_MS);
    for (const path of ASKED) await (await fetch(hub.url + path)).arrayBuffer();
    await hub.close();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
