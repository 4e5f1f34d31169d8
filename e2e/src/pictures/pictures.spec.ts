import { join } from 'node:path';
import { expect, test } from '../support/fixtures';
import { NowPage } from '../support/now-page';

const OUT = join(import.meta.dirname, '../../../apps/kiosk/pictures');
const STEP_S = 10;
const HISTORY_S = 30 * 60;

/** Watts of an ordinary half-hour: a fridge that comes and goes, a kettle, an oven that holds its temperature. */
function householdW(secondsAgo: number): number {
  const fridgeW = secondsAgo % 900 < 420 ? 95 : 0;
  const kettleW = secondsAgo > 1_180 && secondsAgo < 1_360 ? 2_750 : 0;
  const ovenW = secondsAgo < 640 && secondsAgo % 160 < 70 ? 1_900 : 0;
  return 210 + fridgeW + kettleW + ovenW + (secondsAgo % 37);
}

const PICTURES = [
  { name: 'laptop-light-en', path: '/', colorScheme: 'light', width: 1440, height: 900 },
  { name: 'tablet-dark-cy', path: '/cy/', colorScheme: 'dark', width: 1280, height: 800 },
  { name: 'phone-light-cy', path: '/cy/', colorScheme: 'light', width: 390, height: 844 },
  { name: 'phone-dark-en', path: '/', colorScheme: 'dark', width: 390, height: 844 },
] as const;

test('pictures of the display for the documents', async ({ hub, page }) => {
  const nowS = Math.floor(Date.now() / 1000 / STEP_S) * STEP_S;
  for (let ago = HISTORY_S; ago >= 0; ago -= STEP_S) await hub.gateway.publishLive(householdW(ago), nowS - ago);
  for (const { name, path, colorScheme, width, height } of PICTURES) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${hub.url}${path}`);
    await hub.gateway.publishLive(householdW(0));
    await expect(new NowPage(page).state).toHaveText(path === '/' ? 'Live' : 'Byw');
    await expect(page.locator('hub-power-chart svg')).toBeVisible();
    await page.screenshot({ path: join(OUT, `${name}.png`), animations: 'disabled' });
  }
});
