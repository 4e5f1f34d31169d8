import { NowPage } from '../support/now-page';
import { expect, test } from './lab/fixtures';
import { Gateway } from './lab/gateway';

const HUB = 'http://cydynni.local';

test('a phone opens the hub by its name, and a gateway’s reading over TLS shows', async ({ lab, page }) => {
  const now = new NowPage(page);
  await now.open(`${HUB}/`);
  // The card said that this household speaks Welsh; who chooses English stays there.
  await expect(page).toHaveURL(`${HUB}/cy/`, { timeout: 60_000 });
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(`${HUB}/`, { timeout: 60_000 });
  await now.expectState('No reading', 60_000);
  const gateway = await Gateway.pair(lab.house, lab.hub, lab.dir, 'E42');
  await gateway.publishLive(1_530);
  await now.waitForPower('1,530', 60_000);
  await now.expectState('Live', 10_000);
});

test('the page is there in Welsh, and asks nobody outside the house', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(`${HUB}/cy/`);
  await expect(page.locator('main')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', /^cy/);
  expect([...hosts]).toEqual(['cydynni.local']);
});

test('a gateway without an account, or with another meter’s topic, reaches nothing', async ({ lab }) => {
  const anonymous = ['-h', 'cydynni.local', '-p', '1883', '-t', 'cydynni/meter/E42/live', '-m', '{}'];
  expect((await lab.house.attemptIn('meter', 'mosquitto_pub', anonymous)).stderr).toMatch(/not authorised/i);
  const health = await lab.hub.run(
    'curl -fsS http://127.0.0.1/api/v1/health || wget -qO- http://127.0.0.1/api/v1/health || true',
  );
  expect(health).not.toContain('"status":"down"');
});
