import { expect, test } from './lab/fixtures';
import { Gateway } from './lab/gateway';
import { bundleOf, slotVariant } from './lab/release';
import { followServer, noLoad, reaches, throughRestart } from './lab/updating';
import { UpdateServer } from './lab/update-server';
import { type HubShell } from './lab/shell';
import { eventually } from '../support/eventually';

/** What a household would miss: who the hub is, its accounts, its settings. */
const KEPT =
  'cat /etc/machine-id; sha256sum /data/secrets/tls/ca.crt /data/secrets/mqtt/* /data/config/preseed-status.json /data/ssh/*.pub';
const FEEDS = '/usr/lib/cydynni/node -e "fetch(\'http://127.0.0.1/api/v1/feeds\').then(r=>r.text()).then(console.log)"';

interface Feeds {
  readonly feeds: readonly { readonly id: number; readonly points: number }[];
}
const pointsOf = async (hub: HubShell): Promise<ReadonlyMap<number, number>> =>
  new Map((JSON.parse(await hub.run(FEEDS)) as Feeds).feeds.map(({ id, points }) => [id, points]));

test.setTimeout(1_800_000);

test('a release goes from A to B: streamed, started, confirmed, and everything is kept', async ({ lab }) => {
  const { house, hub, dir } = lab;
  const server = await UpdateServer.open(house, dir);
  try {
    const bundle = await bundleOf(await slotVariant(dir, '0.2.0'));
    await Gateway.pair(house, hub, dir, 'E44').then((gateway) => gateway.publishLive(1_440));
    await eventually('a feed', async () => (await pointsOf(hub)).size > 0, 60_000);
    const before = { kept: await hub.run(KEPT), points: await pointsOf(hub) };
    expect(await hub.run('/usr/lib/cydynni/ota/boot-state get primary')).toBe('A\n');
    await server.offer(bundle, '0.2.0');
    await followServer(hub, server);
    await noLoad(hub);
    await reaches(hub, 'the release is installed', ({ phase }) => phase === 'pending-reboot', 1_200);
    const downtimeS = await throughRestart(house, hub, 600);
    console.log(`image suite: update A to B: the page was away for ${downtimeS.toFixed(1)} s`);
    expect(downtimeS).toBeLessThanOrEqual(100);
    const status = await reaches(hub, 'the release is confirmed', ({ outcome }) => outcome?.version === '0.2.0', 600);
    expect(status).toMatchObject({ bootedVersion: '0.2.0', slot: 'B', outcome: { kind: 'good' } });
    expect(await hub.run(KEPT)).toBe(before.kept);
    const after = await pointsOf(hub);
    for (const [id, points] of before.points) expect(after.get(id)).toBeGreaterThanOrEqual(points);
    expect(await hub.run('dmsetup table hub-root')).toContain(' verity 1 ');
    expect(await hub.run('systemctl list-units --failed --plain --no-legend')).toBe('');
    // Streamed: nothing was laid on the data partition.
    expect(await hub.run('ls -A /data/ota')).not.toContain('bundles');
  } finally {
    server.stop();
  }
});
