import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeriesList, SeriesManifest, ServerHealth } from '@hub/contracts';
import { simulatedEpower, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueKey } from '../accounts/issue';
import { startServer } from '../server';
import { serverConfig } from '../spec/server-config';

const DAYS = 1096;
const LIMIT_MS = 10_000;
const KINDS = ['generation', 'consumption', 'use', 'hydro'];

const services = useServices({ beforeAll, afterAll });

/** What a new hub does: three years of its household's and the club's half-hours over loopback, with all checksums. */
it('a hub pulls three years of four series within ten seconds', { timeout: 600_000 }, async ({ bench }) => {
  const dir = await mkdtemp(join(tmpdir(), 'server-pull-'));
  const epower = await simulatedEpower('--members', '2', '--days', String(DAYS));
  const firstDay = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
  const config = serverConfig({ epower, dir, firstDay, database: services().database });
  const server = await startServer(config);
  try {
    const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
    const settled = async () => ServerHealth.parse(await (await get('/health')).json()).cycle !== null;
    await waitFor(settled, { what: 'the first round', timeoutMs: 120_000 });
    const headers = { authorization: `Bearer ${await issueKey(config, '2300000000000')}` };
    const pull = async (): Promise<number> => {
      const { series } = SeriesList.parse(await (await get('/api/v1/series', headers)).json());
      let points = 0;
      for (const { id } of series.filter(({ kind }) => KINDS.includes(kind))) {
        const manifest = SeriesManifest.parse(await (await get(`/api/v1/series/${id}`, headers)).json());
        const data = Buffer.from(await (await get(`/api/v1/series/${id}/data`, headers)).arrayBuffer());
        for (const [block, expected] of manifest.blocks.entries()) {
          const bytes = data.subarray(block * manifest.blockBytes, (block + 1) * manifest.blockBytes);
          if (createHash('sha256').update(bytes).digest('hex') !== expected)
            throw new Error(`block ${block} of ${id} is wrong`);
        }
        points += manifest.points;
      }
      return points;
    };
    expect(await pull()).toBeGreaterThan(4 * 48 * (DAYS - 2));
    const result = await bench('pull', pull).run();
    const { mean, samplesCount } = result.latency;
    console.log(
      JSON.stringify({ name: "pull of a hub's history", value: Math.round(mean), unit: 'ms', n: samplesCount }),
    );
    expect(result.latency.mean).toBeLessThan(LIMIT_MS);
  } finally {
    await server.close();
    await epower.stop();
    await rm(dir, { recursive: true });
  }
});
