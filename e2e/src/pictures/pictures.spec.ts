import { join } from 'node:path';
import { expect, test } from '../support/fixtures';

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

const LAPTOP = { width: 1440, height: 900 };
const TABLET = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** `content`: what has to be drawn first. */
const PICTURES = [
  { name: 'now-laptop-light-en', path: '/', content: 'hub-power-chart .line', ...LAPTOP, colorScheme: 'light' },
  { name: 'now-phone-light-cy', path: '/cy/', content: 'hub-power-chart .line', ...PHONE, colorScheme: 'light' },
  { name: 'forecast-laptop-light-en', path: '/forecast', content: '.band', ...LAPTOP, colorScheme: 'light' },
  { name: 'forecast-phone-dark-cy', path: '/cy/forecast', content: '.band', ...PHONE, colorScheme: 'dark' },
  { name: 'household-tablet-dark-en', path: '/household', content: '.piece', ...TABLET, colorScheme: 'dark' },
  { name: 'community-phone-light-cy', path: '/cy/community', content: '.piece', ...PHONE, colorScheme: 'light' },
] as const;

test('pictures of the display for the documents', async ({ home, page }) => {
  const { hub } = home;
  const nowS = Math.floor(Date.now() / 1000 / STEP_S) * STEP_S;
  for (let ago = HISTORY_S; ago >= 0; ago -= STEP_S) await hub.gateway.publishLive(householdW(ago), nowS - ago);
  for (const { name, path, content, width, height, colorScheme } of PICTURES) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${hub.url}${path}`);
    await hub.gateway.publishLive(householdW(0));
    await expect(page.locator(content).first()).toBeAttached({ timeout: 30_000 });
    await page.screenshot({ path: join(OUT, `${name}.png`), animations: 'disabled' });
  }
});
