import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { FleetPage, RolloutView, type UpdateStatus, UpdateTarget } from '@hub/contracts';
import { type Asked, type SuiteHooks, useServices } from '@hub/testing';
import { CommunityFixture, type LinkedHub } from './community-fixture';

/** Longer than anything that is read as a whole. */
export const BUNDLE = Buffer.from('a bundle '.repeat(200_000));
const sum = createHash('sha256').update(BUNDLE).digest('hex');
export const HUBS = ['h-00000001', 'h-00000002', 'h-00000003', 'h-00000004'];

export const manifest = (version: string, given: object = {}) => ({
  format: 1,
  version,
  compatible: 'cydynni-hub-arm64',
  minimumVersion: '0.1.0',
  releasedAt: 1_790_000_000,
  bundle: { url: 'bundle.raucb', bytes: BUNDLE.length, sha256: sum },
  notes: { en: 'Better', cy: 'Gwell' },
  ...given,
});

export const status = (given: Partial<UpdateStatus> = {}): UpdateStatus => ({
  format: 1,
  bootedVersion: '1.0.0',
  slot: 'A',
  phase: 'idle',
  release: null,
  idleBecause: 'up-to-date',
  progress: null,
  outcome: null,
  refused: [],
  serverContactAt: null,
  ...given,
});

/** A community server with its broker and four hubs of as many households, for the specifications of a file. */
export function useFleet(hooks: SuiteHooks) {
  const services = useServices(hooks);
  let club: CommunityFixture;
  let key: string;
  const hubs: LinkedHub[] = [];
  const listeners: Broker[] = [];
  hooks.beforeAll(async () => {
    club = await CommunityFixture.start(services(), { broker: true, fleetIntervalS: 1 });
    key = await club.teamKey();
    for (const id of HUBS) {
      await club.account(`${id}@example.org`);
      hubs.push(await club.link(`${id}@example.org`, id));
    }
  });
  hooks.afterAll(async () => {
    for (const listener of listeners) await listener.close();
    await club.stop();
  });

  const team = (method = 'GET', body?: unknown): Asked => ({
    method,
    ...(body !== undefined && { body }),
    headers: { authorization: `Bearer ${key}` },
  });
  const upload = (bytes: Buffer = BUNDLE): Asked => ({
    method: 'PUT',
    bytes,
    headers: { authorization: `Bearer ${key}` },
  });
  const publish = async (version: string): Promise<void> => {
    await club.ask('/api/v1/releases', team('POST', manifest(version)));
    const answer = await club.ask(`/api/v1/releases/${version}/bundle`, upload());
    if (answer.status !== 200) throw new Error(answer.text);
  };
  const report = async (hub: LinkedHub, given: Partial<UpdateStatus>) => {
    const answer = await club.ask('/api/v1/hubs/self/state', { method: 'POST', body: status(given), identity: hub });
    if (answer.status !== 204) throw new Error(answer.text);
  };
  const target = (hub: LinkedHub) => club.read(UpdateTarget, '/api/v1/hubs/self/target', { identity: hub });
  const rollOut = (version: string, given: object = {}) =>
    club.read(
      RolloutView,
      '/api/v1/rollouts',
      team('POST', { version, waves: [{ hubs: 1 }, { percent: 100 }], soakS: 0, ...given }),
    );
  const rollout = (id: number) => club.read(RolloutView, `/api/v1/rollouts/${id}`, team());
  const targeted = async () => {
    const { hubs: all } = await club.read(FleetPage, '/api/v1/fleet/hubs', team());
    return all.filter((hub) => hub.target !== null).map(({ id }) => id);
  };
  const byId = (id: string): LinkedHub => {
    const found = hubs.find((hub) => hub.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  /** A client of the broker with a hub's certificate, and what it heard. A hub has one at a time. */
  const atBroker = async (hub: LinkedHub, topic = `hubs/${hub.id}/target`, clientId = hub.id) => {
    const files = { certFile: join(club.dir, `${hub.id}.pem`), keyFile: join(club.dir, `${hub.id}.key`) };
    writeFileSync(files.certFile, hub.cert);
    writeFileSync(files.keyFile, hub.key);
    const url = club.config.broker?.url ?? '';
    const login = {
      url,
      clientId,
      caFile: join(club.dir, 'authority/ca.pem'),
      client: files,
    };
    const client = openBroker(login);
    await client.ready();
    listeners.push(client);
    const heard: string[] = [];
    await client.subscribe(topic, ({ payload }) => heard.push(payload.toString('utf8'))).granted;
    return {
      client,
      heard,
      last: () => (heard.at(-1) === undefined ? undefined : UpdateTarget.parse(JSON.parse(heard.at(-1) ?? ''))),
    };
  };
  return { club: () => club, hubs, team, upload, publish, report, target, rollOut, rollout, targeted, byId, atBroker };
}
