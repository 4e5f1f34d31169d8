import { Health } from '@hub/contracts';
import { eventually } from '../support/eventually';
import { HomePage } from '../support/home-page';
import { expect, test } from './lab/fixtures';
import { Gateway } from './lab/gateway';
import { type LabNetwork } from './lab/lab-network';

const HUB = 'http://cydynni.local';

test('a phone opens the hub by its name, and a gateway’s reading over TLS shows', async ({ lab, page }) => {
  const homePage = new HomePage(page);
  await homePage.open(`${HUB}/`);
  // The card said that this household speaks Welsh; who chooses English stays there.
  await expect(page).toHaveURL(`${HUB}/cy/`, { timeout: 60_000 });
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(`${HUB}/`, { timeout: 60_000 });
  await homePage.expectState('No reading', 60_000);
  const gateway = await Gateway.pair(lab.network, lab.hub, lab.dir, 'E42');
  await gateway.publishLive(1_530);
  await homePage.waitForPower('1,530', 60_000);
  await homePage.expectState('Live', 10_000);
});

test('the page is there in Welsh, and asks no other host', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(`${HUB}/cy/`);
  await expect(page.locator('main')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', /^cy/);
  expect([...hosts]).toEqual(['cydynni.local']);
});

test('a gateway without an account, or with another meter’s topic, reaches nothing', async ({ lab }) => {
  const anonymous = ['-h', 'cydynni.local', '-p', '1883', '-t', 'cydynni/meter/E42/live', '-m', '{}'];
  expect((await lab.network.attemptIn('meter', 'mosquitto_pub', anonymous)).stderr).toMatch(/not authorised/i);

  const gateway = Gateway.paired(lab.network, lab.dir, 'E42');
  const before = await healthOf(lab.network);
  expect(before.status).not.toBe('down');
  await gateway.publishAs('E43', 9_999).catch(() => undefined);
  await gateway.publishLive(1_540);
  // The broker passes on one gateway's messages in order: once the second is counted, the first never will be.
  const counted = async (): Promise<boolean> => (await healthOf(lab.network)).ingest.accepted > before.ingest.accepted;
  await eventually('the gateway’s own reading is counted', counted, 20_000);
  const after = await healthOf(lab.network);
  expect(after.ingest.accepted).toBe(before.ingest.accepted + 1);
  expect(after.ingest.rejected).toEqual(before.ingest.rejected);
});

async function healthOf(network: LabNetwork): Promise<Health> {
  return Health.parse(JSON.parse(await network.runIn('phone', 'curl', ['-fsS', `${HUB}/api/v1/health`])));
}
