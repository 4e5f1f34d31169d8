import { communityDataSource, openCommunityDatabase } from '@hub/adapters/server-database';
import type { UpdateStatus } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverConfig } from '../spec/server-config';
import { FleetChanged } from './fleet-changed';
import { BundleStore } from './bundle-store';
import { ReleasesService } from './releases.service';
import { RolloutsService } from './rollouts.service';
import { TargetsService } from './targets.service';

const HUBS = 10_000;
const ROUNDS = 5;
/** A look that takes longer than the pause between two would never come to rest. */
const LIMIT_S = 30;

const services = useServices({ beforeAll, afterAll });
const clock = () => Date.now() / 1000;
const idOf = (index: number) => `h-${String(index).padStart(8, '0')}`;
const statusOf = (version: string): UpdateStatus => ({
  ...{ format: 1, bootedVersion: version, slot: 'A', phase: 'idle', release: null, idleBecause: 'up-to-date' },
  ...{ progress: null, outcome: null, refused: [], serverContactAt: null },
});

it('looks at a fleet of 10,000 hubs with a rollout under way', { timeout: 600_000 }, async () => {
  const { socket, user, name } = services().database;
  const login = { socketPath: socket, user, name };
  const source = await communityDataSource(login).initialize();
  const database = openCommunityDatabase(login);
  try {
    database.start();
    await waitFor(() => database.opened(), { what: 'the database' });
    await database.keepMembers([{ mpan: '1', token: 't', name: 'home', joinedDay: '2024-01-01' }], '2026-01-01');
    const member = (await database.members())[0]?.id ?? 0;
    const report = (version: string) => JSON.stringify(statusOf(version));
    for (let at = 0; at < HUBS; at += 1000) {
      const rows = Array.from({ length: 1000 }, (_, index) => [idOf(at + index), member, report('1.0.0'), clock()]);
      await source.query(
        `INSERT INTO hub (id, member_id, update_status, last_contact, linked_at, version, local_addresses, hold)
         VALUES ${rows.map(() => "(?, ?, ?, ?, 0, '1.0.0', '[]', 0)").join(', ')}`,
        rows.flat(),
      );
    }
    const config = serverConfig({ epower: { url: '', clubToken: '' }, dir: '/nowhere', firstDay: '2024-01-01' });
    const changed = new FleetChanged();
    const rollouts = new RolloutsService(
      database,
      new ReleasesService(database, new BundleStore(config), changed),
      changed,
      clock,
    );
    const targets = new TargetsService(database, clock);
    await database.fleet.addRelease('2.0.0', JSON.stringify(MANIFEST));
    await database.fleet.setUploaded('2.0.0');
    const plan = { version: '2.0.0', waves: [{ percent: 1 }, { percent: 100 }], successPercent: 90, errorPercent: 5 };
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return (performance.now() - began) / 1000;
    };
    const look = async () => {
      const hubs = await database.hubs.hubs();
      await rollouts.step(hubs);
      return (await targets.all(hubs)).size;
    };
    const say = (what: string, values: readonly number[]) => {
      const value = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
      console.log(JSON.stringify({ name: what, value: Math.round(value * 1000) / 1000, unit: 's', n: values.length }));
      expect(value).toBeLessThan(LIMIT_S);
    };
    say('fleet of 10000, rollout made', [
      await timed(() => rollouts.create({ ...plan, soakS: 0, spreadS: 0, urgent: false })),
    ]);
    expect(await look()).toBe(HUBS);
    const quiet: number[] = [];
    for (let round = 0; round < ROUNDS; round++) quiet.push(await timed(look));
    say('fleet of 10000, look when nothing changed', quiet);
    // All of them at once, which no fleet does.
    await source.query('UPDATE hub SET version = ?, update_status = ?', ['2.0.0', report('2.0.0')]);
    say('fleet of 10000, look when all changed', [await timed(look)]);
    expect((await database.fleet.rollouts())[0]?.state).toBe('finished');
    const [hub] = await database.hubs.hubs();
    const asked: number[] = [];
    for (let round = 0; round < 200 && hub; round++) asked.push(await timed(() => targets.ask(hub)));
    say('fleet of 10000, target of one hub', asked);
  } finally {
    await database.close();
    await source.destroy();
  }
});

const MANIFEST = {
  ...{ format: 1, version: '2.0.0', compatible: 'x', minimumVersion: '0.0.1', releasedAt: 1 },
  bundle: { url: 'b', bytes: 1, sha256: 'a'.repeat(64) },
  notes: { en: '', cy: '' },
};
