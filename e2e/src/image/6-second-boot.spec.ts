import { HomePage } from '../support/home-page';
import { eventually } from '../support/eventually';
import { expect, test } from './lab/fixtures';
import { Gateway } from './lab/gateway';

const IDENTITY =
  'cat /etc/machine-id; sha256sum /data/secrets/tls/ca.crt /data/secrets/mqtt/* /data/ssh/*.pub; hostname';
const BOOT_ID = 'cat /proc/sys/kernel/random/boot_id';
const FEEDS = '/usr/lib/cydynni/node -e "fetch(\'http://127.0.0.1/api/v1/feeds\').then(r=>r.text()).then(console.log)"';

interface Feeds {
  readonly feeds: readonly { readonly id: number; readonly points: number }[];
}

test('a second boot keeps the identity, the accounts, the feeds and their points', async ({ lab, page }) => {
  const before = { identity: await lab.hub.run(IDENTITY), boot: await lab.hub.run(BOOT_ID) };
  const feeds = (JSON.parse(await lab.hub.run(FEEDS)) as Feeds).feeds;
  expect(feeds.length).toBeGreaterThan(0);
  const restarted = Date.now();
  await lab.hub.attempt('systemctl reboot');
  await eventually(
    'another boot',
    async () =>
      (await lab.hub.attempt(BOOT_ID, 30_000)).stdout.trim() !== '' && (await lab.hub.run(BOOT_ID)) !== before.boot,
    300_000,
  );
  const homePage = new HomePage(page);
  await eventually(
    'the page opens',
    async () => (await page.goto('http://cydynni.local/', { timeout: 20_000 }))?.ok() ?? false,
    180_000,
  );
  console.log(`image suite: restart to the page open again: ${((Date.now() - restarted) / 1000).toFixed(1)} s`);
  expect(await lab.hub.run(IDENTITY)).toBe(before.identity);
  await eventually(
    'the feeds are there again',
    async () => {
      const after = (JSON.parse(await lab.hub.run(FEEDS)) as Feeds).feeds;
      return feeds.every(({ id, points }) => (after.find((feed) => feed.id === id)?.points ?? -1) >= points);
    },
    60_000,
  );
  await Gateway.paired(lab.network, lab.dir, 'E42').publishLive(640);
  await homePage.waitForPower('640', 60_000);
  expect(await lab.hub.run('systemctl list-units --failed --plain --no-legend')).toBe('');
});
