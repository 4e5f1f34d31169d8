import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FleetPage, GroupView, HubLog, ReleaseList, RolloutList } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkedHub } from '../spec/community-fixture';
import { BUNDLE, HUBS, manifest, status, useFleet } from '../spec/fleet-suite';

const { club, hubs, team, upload, publish, report, target, rollOut, rollout, targeted, byId, atBroker } = useFleet({
  beforeAll,
  afterAll,
});

describe('the team’s calls', () => {
  it('are the team’s alone', async () => {
    const paths = ['/api/v1/releases', '/api/v1/rollouts', '/api/v1/rollouts/1', '/api/v1/fleet/hubs'];
    for (const path of paths) {
      expect(await club().refusal(path)).toEqual([401, 'TEAM_KEY_NEEDED']);
      expect(await club().refusal(path, { identity: byId('h-00000001') })).toEqual([401, 'TEAM_KEY_NEEDED']);
      expect(await club().refusal(path, { headers: { authorization: `Bearer ${'x'.repeat(32)}` } })).toEqual([
        401,
        'TEAM_KEY_NEEDED',
      ]);
    }
  });
});

describe('a release', () => {
  it('takes the bundle that its manifest promises, and no other', async () => {
    expect(await club().refusal('/api/v1/releases/1.1.0/bundle', upload())).toEqual([404, 'RELEASE_UNKNOWN']);
    await club().ask('/api/v1/releases', team('POST', manifest('1.1.0')));
    expect(
      await club().refusal('/api/v1/rollouts', team('POST', { version: '1.1.0', waves: [{ percent: 100 }] })),
    ).toEqual([409, 'RELEASE_WITHOUT_BUNDLE']);
    const put = (bytes: Buffer) => club().refusal('/api/v1/releases/1.1.0/bundle', upload(bytes));
    const flipped = Buffer.from(BUNDLE);
    flipped[5] = 0;
    for (const wrong of [flipped, BUNDLE.subarray(1), Buffer.concat([BUNDLE, BUNDLE]), Buffer.alloc(0)])
      expect(await put(wrong)).toEqual([422, 'BUNDLE_MISMATCH']);
    expect(await club().refusal('/api/v1/releases/1.1.0/bundle', team('PUT', {}))).toEqual([415, 'BUNDLE_NOT_BYTES']);
    expect(readdirSync(join(club().dir, 'releases'))).toEqual([]);
    await publish('1.1.0');
    const { releases } = await club().read(ReleaseList, '/api/v1/releases', team());
    expect(releases).toMatchObject([{ version: '1.1.0', bundle: { bytes: BUNDLE.length, uploaded: true } }]);
    expect(await club().refusal('/api/v1/releases', team('POST', manifest('1.1.0', { releasedAt: 5 })))).toEqual([
      409,
      'RELEASE_EXISTS',
    ]);
  });

  it('is fetched by anybody, in pieces too', async () => {
    const get = (headers: Record<string, string> = {}) => club().ask('/api/v1/releases/1.1.0/bundle', { headers });
    const whole = await get();
    expect([whole.status, whole.headers['content-length'], whole.bytes.equals(BUNDLE)]).toEqual([
      200,
      String(BUNDLE.length),
      true,
    ]);
    const part = await get({ range: 'bytes=1799990-', 'if-range': String(whole.headers['etag']) });
    expect([part.status, part.headers['content-range'], part.text]).toEqual([
      206,
      'bytes 1799990-1799999/1800000',
      ' a bundle ',
    ]);
    expect((await get({ range: 'bytes=0-3', 'if-range': '"older"' })).status).toBe(200);
    const beyond = await get({ range: 'bytes=1800000-' });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */1800000']);
  });
});

describe('a rollout', () => {
  it('goes through its waves as the hubs report, over HTTPS and over the broker', async () => {
    const listening = await Promise.all(hubs.map((hub) => atBroker(hub)));
    const { id } = await rollOut('1.1.0');
    const first = await waitFor(async () => (await targeted())[0], { what: 'the first hub' });
    expect(await targeted()).toEqual([first]);
    const hub = byId(first);
    await waitFor(() => listening[hubs.indexOf(hub)]?.last()?.release?.version === '1.1.0', {
      what: 'its target at the broker',
    });
    expect(await target(hub)).toEqual(listening[hubs.indexOf(hub)]?.last());
    expect((await target(hub)).release?.bundle.url).toBe('/api/v1/releases/1.1.0/bundle');
    for (const other of hubs.filter((each) => each !== hub)) expect((await target(other)).release).toBeNull();

    await report(hub, { phase: 'installing', release: { version: '1.1.0', notes: null } });
    await waitFor(async () => (await rollout(id)).waves[0]?.counts.working === 1, { what: 'that it works' });
    // The rest of its way by the broker.
    const state = listening[hubs.indexOf(hub)];
    await state?.client.publish(`hubs/${hub.id}/state`, JSON.stringify(status({ bootedVersion: '1.1.0', slot: 'B' })));
    await waitFor(async () => (await targeted()).length === 4, { what: 'the second wave' });
    for (const other of hubs) await report(other, { bootedVersion: '1.1.0' });
    await waitFor(async () => (await rollout(id)).state === 'finished', { what: 'the end' });
    const view = await rollout(id);
    expect(view.waves.map(({ state: of, counts }) => [of, counts.done])).toEqual([
      ['passed', 1],
      ['passed', 3],
    ]);
    expect(view.log.map(({ event }) => event).filter((event) => event !== 'done')).toEqual([
      'created',
      'wave-opened',
      'wave-passed',
      'wave-opened',
      'wave-passed',
      'finished',
    ]);
    const { entries } = await club().read(HubLog, `/api/v1/fleet/hubs/${hub.id}/log`, team());
    expect(entries.map(({ event, detail }) => `${event} ${detail}`)).toEqual(
      expect.arrayContaining(['phase installing 1.1.0', 'version 1.0.0 → 1.1.0']),
    );
  });

  it('pauses by itself when a hub rolls back, holds the others, and goes on or ends as it is told', async () => {
    await publish('1.2.0');
    const { id } = await rollOut('1.2.0', { waves: [{ hubs: 2 }, { percent: 100 }], errorPercent: 10 });
    expect(
      await club().refusal('/api/v1/rollouts', team('POST', { version: '1.1.0', waves: [{ percent: 100 }] })),
    ).toEqual([409, 'ROLLOUT_UNDER_WAY']);
    const offered = async () => {
      const all = await Promise.all(hubs.map(async (hub) => ({ hub, wanted: await target(hub) })));
      return all.filter(({ wanted }) => wanted.release?.version === '1.2.0');
    };
    await waitFor(async () => (await offered()).length === 2, { what: 'two hubs' });
    const [bad, good] = (await offered()).map(({ hub }) => hub) as [LinkedHub, LinkedHub];
    const outcome = { kind: 'rolled-back', version: '1.2.0', reason: 'health:page', at: 5 } as const;
    await report(bad, { bootedVersion: '1.1.0', phase: 'idle', outcome });
    await waitFor(async () => (await rollout(id)).state === 'paused', { what: 'the pause' });
    expect(await rollout(id)).toMatchObject({
      reason: 'wave 1: 1 of 2 failed',
      failures: [{ hub: bad.id, reason: 'health:page' }],
    });
    expect((await target(good)).hold).toBe(true);
    await report(good, { bootedVersion: '1.2.0' });
    const act = (command: string) => club().ask(`/api/v1/rollouts/${id}/${command}`, team('POST'));
    expect((await act('pause')).status).toBe(409);
    expect((await act('resume')).status).toBe(200);
    await waitFor(async () => (await rollout(id)).waves[1]?.state === 'open', { what: 'the second wave' });
    expect((await act('abort')).status).toBe(200);
    expect(await club().refusal(`/api/v1/rollouts/${id}/resume`, team('POST'))).toEqual([409, 'ROLLOUT_STATE']);
    // The one that has the version stays; no one else is sent there, and no one back.
    expect((await target(good)).release).toBeNull();
    for (const hub of hubs.filter((each) => each !== good)) expect((await target(hub)).release?.version).toBe('1.1.0');
    const { rollouts } = await club().read(RolloutList, '/api/v1/rollouts', team());
    expect(rollouts.map(({ version, state }) => [version, state])).toEqual([
      ['1.2.0', 'aborted'],
      ['1.1.0', 'finished'],
    ]);
  });

  it('leaves a hub alone that the team holds or pins', async () => {
    const put = (path: string, body: unknown) => club().ask(`/api/v1/fleet/hubs/${path}`, team('PUT', body));
    expect((await put('h-00000001/hold', { hold: true })).status).toBe(200);
    expect((await target(byId('h-00000001'))).hold).toBe(true);
    expect((await put('h-00000002/target', { version: '1.2.0' })).status).toBe(200);
    expect((await target(byId('h-00000002'))).release?.version).toBe('1.2.0');
    expect(await club().refusal('/api/v1/fleet/hubs/h-00000002/target', team('PUT', { version: '9.9.9' }))).toEqual([
      404,
      'RELEASE_UNKNOWN',
    ]);
    expect(await club().refusal('/api/v1/fleet/hubs/h-zzzzzzzz/hold', team('PUT', { hold: true }))).toEqual([
      404,
      'HUB_UNKNOWN',
    ]);
    await put('h-00000001/hold', { hold: false });
    await put('h-00000002/target', { version: null });
  });

  it('draws a group as a share of the fleet, which stays and grows', async () => {
    const share = (percent: number) => club().read(GroupView, '/api/v1/fleet/groups/pilot', team('PUT', { percent }));
    const half = await share(50);
    expect(half.hubs).toHaveLength(2);
    expect((await share(100)).hubs).toEqual(HUBS);
    expect(await share(50)).toEqual(half);
    const page = await club().read(FleetPage, '/api/v1/fleet/hubs?limit=3', team());
    expect([page.hubs.length, page.total, page.next]).toEqual([3, 4, 'h-00000003']);
    expect(page.hubs.filter(({ group }) => group === 'pilot').every(({ id }) => half.hubs.includes(id))).toBe(true);
    const rest = await club().read(FleetPage, `/api/v1/fleet/hubs?after=${page.next ?? ''}`, team());
    expect([rest.hubs.map(({ id }) => id), rest.next]).toEqual([['h-00000004'], null]);
  });
});
