import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './lab/fixtures';
import { Gateway } from './lab/gateway';
import { bundleOf, slotVariant } from './lab/release';
import { AwaitedRestart } from './lab/restart';
import { followServer, noLoad, reaches } from './lab/updating';
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

const kept = async (
  hub: HubShell,
): Promise<{ readonly text: string; readonly points: ReadonlyMap<number, number> }> => ({
  text: await hub.run(KEPT),
  points: await pointsOf(hub),
});

test.describe.serial('an update of a household’s hub', () => {
  test.setTimeout(1_800_000);
  let server: UpdateServer;

  test.beforeAll(async ({ lab: { network, hub, dir } }) => {
    server = await UpdateServer.open(network, dir);
    await followServer(hub, server);
    await Gateway.pair(network, hub, dir, 'E44').then((gateway) => gateway.publishLive(1_440));
    await eventually('a feed', async () => (await pointsOf(hub)).size > 0, 60_000);
  });
  test.afterAll(() => server.stop());

  for (const { from, to, version } of [
    { from: 'A', to: 'B', version: '0.2.0' },
    { from: 'B', to: 'A', version: '0.3.0' },
  ]) {
    test(`a release goes from ${from} to ${to}: streamed, started, confirmed, and everything is kept`, async ({
      lab: { network, hub, dir },
    }) => {
      const bundle = await bundleOf(await slotVariant(dir, version));
      const before = await kept(hub);
      expect(await hub.run('/usr/lib/cydynni/ota/boot-state get primary')).toBe(`${from}\n`);
      server.takeRequests();
      const restart = await AwaitedRestart.of(network, hub, join(dir, 'hub.console'));
      await server.offer(bundle, version);
      await noLoad(hub);
      const { awayS, backS } = await restart.through(1_200).finally(() => restart.stop());
      const fetched = server.takeRequests().reduce((bytes, request) => bytes + request.bytes, 0);
      console.log(
        `image suite: update ${from} to ${to}: the page was back ${backS.toFixed(1)} s after the restart, away for ${awayS.toFixed(1)} s in all; ` +
          `${(fetched / 1e6).toFixed(1)} of ${(statSync(bundle).size / 1e6).toFixed(1)} MB fetched`,
      );
      expect(backS).toBeLessThanOrEqual(100);
      const status = await reaches(hub, 'the release is confirmed', ({ outcome }) => outcome?.version === version, 600);
      expect(status).toMatchObject({ bootedVersion: version, slot: to, outcome: { kind: 'good' } });
      const after = await kept(hub);
      expect(after.text).toBe(before.text);
      for (const [id, points] of before.points) expect(after.points.get(id)).toBeGreaterThanOrEqual(points);
      expect(await hub.run('dmsetup table hub-root')).toContain(' verity 1 ');
      expect(await hub.run('systemctl list-units --failed --plain --no-legend')).toBe('');
      // Streamed: nothing was laid on the data partition.
      expect(await hub.run('ls -A /data/ota')).not.toContain('bundles');
    });
  }
});
