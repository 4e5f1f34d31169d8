import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCommunityDatabase } from '@hub/adapters/server-database';
import { openFeedStore } from '@hub/adapters/feed-store';
import { simulatedEpower, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EpowerClient } from '@hub/adapters/epower';
import { HalfHourSeries } from '../series/half-hour-series';
import { SharingService } from '../sharing/sharing.service';
import { ClubSyncService } from '../sync/club-sync.service';
import { serverConfig } from '../spec/server-config';

const HOMES = 100;
const DAYS = 1096;
const LIMIT_S = 300;

const services = useServices({ beforeAll, afterAll });

/** A first run measures once: what it does cannot be repeated on the same data. */
it('synchronises a club of 100 homes and three years within five minutes', { timeout: 600_000 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'first-sync-'));
  const epower = await simulatedEpower('--members', String(HOMES), '--days', String(DAYS));
  const { socket, user, name } = services().database;
  const database = openCommunityDatabase({ socketPath: socket, user, name });
  const store = await openFeedStore({ dir: join(dir, 'feeds'), clock: () => Date.now() / 1000 });
  try {
    database.start();
    await waitFor(() => database.opened(), { what: 'the database' });
    const firstDay = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
    const config = serverConfig({ epower, dir, firstDay });
    const series = new HalfHourSeries(store);
    const began = performance.now();
    const sync = new ClubSyncService(
      new EpowerClient(config.epower),
      database,
      series,
      () => Date.now() / 1000,
      config,
    );
    const { changed, failed } = await sync.run();
    const fetchedS = (performance.now() - began) / 1000;
    const result = await new SharingService(database, series, config).run();
    const totalS = (performance.now() - began) / 1000;
    console.log(
      JSON.stringify({
        name: 'server first sync',
        value: Math.round(totalS),
        unit: 's',
        n: 1,
        fetchedS,
        changed,
        ...result,
      }),
    );
    expect(failed).toEqual({});
    expect(changed).toBeGreaterThan(HOMES * DAYS * 48 * 0.9);
    expect(totalS).toBeLessThan(LIMIT_S);
  } finally {
    await Promise.all([store.close(), database.close(), epower.stop()]);
    await rm(dir, { recursive: true });
  }
});
