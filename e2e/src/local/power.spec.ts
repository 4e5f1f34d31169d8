import { type Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { accessibleEverywhere } from '../support/views';

const STEP_S = 10;
const HOURS = 2;
const POWER_W = 600;

/** Steady power up to now; stored when the last of it is. */
async function history({ publishLive }: { publishLive: (powerW: number, time?: number) => Promise<void> }) {
  const nowS = Math.floor(Date.now() / 1_000 / STEP_S) * STEP_S;
  for (let ago = HOURS * 3_600; ago >= 0; ago -= STEP_S) await publishLive(POWER_W, nowS - ago);
}

const chartOf = (page: Page) => page.getByRole('slider', { name: 'Power by time' });
/** Beginning and end of the window that is shown, unix seconds. */
const edges = async (page: Page) => [
  await chartOf(page).getAttribute('aria-valuemin'),
  await chartOf(page).getAttribute('aria-valuemax'),
];

/** Beginning and end of the window that the address says, unix seconds. */
function inAddress(page: Page): readonly string[] {
  const { searchParams } = new URL(page.url());
  const [length, end] = [Number(searchParams.get('length')), Number(searchParams.get('end'))];
  return [String(end - length), String(end)];
}

test('the power of days is reached from Home, moved by mouse, zoomed by wheel, and stays over a reload', async ({
  hub,
  page,
}) => {
  await history({ publishLive: (powerW, time) => hub.gateway.publishLive(powerW, time) });
  await page.goto(hub.url);
  await page.getByRole('link', { name: 'Power over time' }).click();
  await expect(page).toHaveURL(/\/power$/, { timeout: 30_000 });
  const span = page.locator('hub-power-history .span');
  await page.getByRole('button', { name: 'Hour' }).click();
  await expect(page).toHaveURL(/\/power\?length=3600$/, { timeout: 30_000 });
  await expect(page.locator('hub-power-history .line').first()).toBeAttached({ timeout: 30_000 });
  await expect(page.locator('dl.energy')).toContainText(/0\.[1-9]\d kWh/);

  const box = await chartOf(page).boundingBox();
  if (box === null) throw new Error('the chart is not drawn');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await expect(page.locator('hub-power-history .readout')).toContainText('600 W');
  const whole = (await span.textContent()) ?? '';
  await page.mouse.down();
  await page.mouse.move(middle.x + box.width / 4, middle.y, { steps: 4 });
  await page.mouse.up();
  await expect(span).not.toHaveText(whole);
  await expect(page).toHaveURL(/\/power\?length=3600&end=\d+$/, { timeout: 30_000 });

  // What the address says is what is shown again, wherever the hand rested.
  await page.reload();
  await expect.poll(async () => (await edges(page)).join()).toBe(inAddress(page).join());

  const shown = await edges(page);
  await page.mouse.move(middle.x, middle.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect.poll(() => edges(page)).not.toEqual(shown);
});

for (const base of ['', '/cy']) {
  test(`${base}/power: accessible on phone, tablet, laptop and a small screen`, async ({ hub, page }) => {
    await hub.gateway.publishLive(POWER_W);
    await page.goto(`${hub.url}${base}/power`);
    await expect(page.locator('hub-power-history .plot')).toBeVisible();
    await page.locator('summary').click();
    await accessibleEverywhere(page);
  });
}

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('two fingers open the chart, one moves it', async ({ hub, page }) => {
    await hub.gateway.publishLive(POWER_W);
    await page.goto(`${hub.url}/power`);
    const span = page.locator('hub-power-history .span');
    const box = await chartOf(page).boundingBox();
    if (box === null) throw new Error('the chart is not drawn');
    await expect(span).toContainText('–');
    const day = (await span.textContent()) ?? '';
    const y = box.y + box.height / 2;
    const at = (...xs: number[]) => xs.map((part, id) => ({ x: box.x + box.width * part, y, id }));
    const browser = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]) =>
      browser.send('Input.dispatchTouchEvent', { type, touchPoints: at(...xs) });
    await touch('touchStart', 0.5, 0.6);
    await touch('touchMove', 0.4, 0.7);
    await touch('touchMove', 0.3, 0.8);
    await touch('touchEnd');
    await expect(page).toHaveURL(/\/power\?length=\d{5}(&end=\d+)?$/);
    await expect(span).not.toHaveText(day);
    const pinched = (await span.textContent()) ?? '';
    await touch('touchStart', 0.4);
    await touch('touchMove', 0.6);
    await touch('touchMove', 0.8);
    await touch('touchEnd');
    await expect(span).not.toHaveText(pinched);
  });
});
