import { expect, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';

/** What has to be there before a page is judged. */
const PAGES = [
  { path: 'forecast', content: 'hub-day-strip svg .band' },
  { path: 'household', content: 'hub-stack-chart svg .piece' },
  { path: 'community', content: 'hub-stack-chart svg .piece' },
  { path: 'devices/gateway', content: 'input[name=serial]' },
  { path: 'setup', content: 'li[data-state=done]' },
  { path: 'settings', content: 'hub-link-section dd' },
] as const;
const VIEWS = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 320, height: 640, colorScheme: 'dark' },
] as const;

for (const { path, content } of PAGES) {
  for (const base of ['/', '/cy/']) {
    test(`${base}${path} of a linked hub: accessible on phone, tablet and laptop, nothing cut off`, async ({
      home,
      page,
    }) => {
      for (const { width, height, colorScheme } of VIEWS) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await page.goto(`${home.hub.url}${base}${path}`);
        await expect(page.locator(content).first()).toBeAttached({ timeout: 30_000 });
        await expect(page.locator('h1')).toBeAttached();
        await expectAccessible(page);
      }
    });
  }
}

test('the hours ahead are read with the keyboard, and stand in a table', async ({ home, page }) => {
  await page.goto(`${home.hub.url}/forecast`);
  const strip = page.getByRole('slider', { name: 'Half-hours ahead' });
  await strip.focus();
  const first = await strip.getAttribute('aria-valuetext');
  expect(first).toMatch(/^\d\d:\d\d–\d\d:\d\d: (Good time|Fair time|Better to wait)\. /);
  await page.keyboard.press('ArrowRight');
  await expect(strip).not.toHaveAttribute('aria-valuetext', first ?? '');
  await page.getByText('Show as a table').click();
  expect(await page.getByRole('row').count()).toBeGreaterThanOrEqual(49);
});

test('the household sees its half-hours and days, in kWh and in pounds, and takes them away as CSV', async ({
  home,
  page,
}) => {
  await page.goto(`${home.hub.url}/household`);
  await expect(page.locator('hub-summary-tiles')).toContainText('kWh');
  await expect(page.locator('hub-band-table tbody tr').first()).toBeVisible();
  const shown = await page.locator('.period h2').textContent();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(page.locator('.period h2')).not.toHaveText(shown ?? '');
  await page.getByRole('radio', { name: 'Month' }).check({ force: true });
  await page.getByRole('radio', { name: '£' }).check({ force: true });
  await expect(page.locator('hub-stack-chart .value').last()).toContainText(/p|£/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^cydynni-\d{4}-\d\d-pence\.csv$/);
});

test('the community server is away: the pages go on with what the hub has', async ({ freshHome, page }) => {
  await freshHome.settle();
  await page.goto(`${freshHome.hub.url}/forecast`);
  await expect(page.locator('hub-verdict-figure')).toContainText('until');
  await freshHome.community.stop();
  for (const path of ['/forecast', '/household', '/community']) {
    await page.goto(`${freshHome.hub.url}${path}`);
    await expect(page.locator('hub-day-strip svg .band, hub-stack-chart svg .piece').first()).toBeAttached({
      timeout: 30_000,
    });
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});
