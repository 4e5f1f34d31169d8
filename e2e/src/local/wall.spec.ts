import { expectAccessible } from '../support/axe';
import { expect, test } from '../support/fixtures';

/** The Pi's own screens, a tablet on a shelf and a television. */
const SIZES = [
  { width: 800, height: 480 },
  { width: 1024, height: 600 },
  { width: 820, height: 1180 },
  { width: 1920, height: 1080 },
] as const;
/** Three metres away, the words that decide are at least this share of the screen's lower side high. */
const VERDICT_SHARE = 0.12;

test('the wall says now or later to a whole room, on every screen, and nothing can be changed there', async ({
  home,
  page,
}) => {
  await page.goto(`${home.hub.url}/wall`);
  await expect(page.locator('hub-verdict-figure .until')).toBeVisible({ timeout: 30_000 });
  await home.hub.gateway.publishLive(1_530);
  await expect(page.locator('hub-power-figure')).toContainText('1,530');
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button')).toHaveText(['All pages']);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `dist/e2e/wall-${size.width}.png` });
    const { over, verdictPx } = await page.evaluate(() => ({
      over: [
        document.documentElement.scrollWidth - innerWidth,
        document.documentElement.scrollHeight - innerHeight,
      ] as const,
      verdictPx: parseFloat(getComputedStyle(document.querySelector('.verdict') ?? document.body).fontSize),
    }));
    expect(Math.max(...over), `beyond the screen at ${size.width}`).toBeLessThanOrEqual(0);
    expect(verdictPx / Math.min(size.width, size.height), `verdict at ${size.width}`).toBeGreaterThan(VERDICT_SHARE);
  }
  await expectAccessible(page);
});
