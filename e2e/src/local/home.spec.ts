import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/fixtures';
import { HomePage } from '../support/home-page';

test('before the first reading the page says so and what to do', async ({ freshHub, page }) => {
  const homePage = new HomePage(page);
  await homePage.open(freshHub.url);
  await homePage.expectState('No reading', 10_000);
  await expect(page.getByRole('heading', { name: 'Waiting for the first reading' })).toBeVisible();
  await expect(homePage.power).toBeHidden();
});

test('a live reading: watts, cost per hour at the price in force, the line', async ({ hub, page }) => {
  const homePage = new HomePage(page);
  await homePage.open(hub.url);
  await hub.gateway.publishLive(1_530);
  await homePage.expectState('Live', 5_000);
  await homePage.waitForPower('1,530', 5_000);

  const pencePerKWh = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const stream = new EventSource('/api/v1/live');
        stream.addEventListener('live', (event: MessageEvent<string>) => {
          stream.close();
          resolve((JSON.parse(event.data) as { tariff: { pencePerKWh: number } }).tariff.pencePerKWh);
        });
      }),
  );
  const pencePerHour = 1.53 * pencePerKWh;
  await expect(homePage.cost).toContainText(`${pencePerHour.toFixed(1)}p`);
  await expect(homePage.price).toContainText(String(pencePerKWh));
  await expect(homePage.line).toBeVisible();
});

test('power that goes out is shown as going out, and costs nothing', async ({ hub, page }) => {
  const homePage = new HomePage(page);
  await homePage.open(hub.url);
  await hub.gateway.publishLive(-800);
  await homePage.waitForPower('800', 5_000);
  await expect(homePage.power).toContainText('Sending to the grid');
  await expect(homePage.cost).toHaveText(/^\s*0p an hour\s*$/);
});

test('in Welsh, with the forms that numbers ask for', async ({ hub, page }) => {
  await page.clock.install();
  await hub.gateway.publishLive(1_530);
  await page.goto(`${hub.url}/cy/`);
  await expect(page.locator('hub-state-badge')).toHaveText('Byw');
  await expect(page.locator('hub-cost-figure')).toContainText('yr awr');
  await expect(page.locator('hub-price-band')).toContainText(/c yr uned tan \d\d:\d\d/);
  await page.clock.fastForward(125_000);
  await expect(page.locator('hub-state-badge')).toHaveText('Wedi’i oedi');
  await expect(page.locator('hub-age')).toContainText('2 funud yn ôl');
});

test('on the narrowest screen nothing is cut off', async ({ hub, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await hub.gateway.publishLive(-1_530);
  for (const path of ['/cy/', '/cy/settings']) {
    await page.goto(`${hub.url}${path}`);
    await expect(page.locator('h1')).toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});

for (const view of [
  { name: 'phone', width: 390, height: 844 },
  { name: 'tablet', width: 1280, height: 800 },
  { name: 'laptop', width: 1440, height: 900 },
]) {
  for (const path of ['/', '/cy/', '/settings', '/cy/settings']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${path} on a ${view.name}, ${colorScheme}: accessible, nothing cut off`, async ({ hub, page }) => {
        await page.setViewportSize(view);
        await page.emulateMedia({ colorScheme });
        await hub.gateway.publishLive(640);
        await page.goto(`${hub.url}${path}`);
        await expect(page.locator('main')).toBeVisible();
        if (!path.endsWith('settings')) await expect(page.locator('hub-power-figure')).toContainText('640');

        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
        ).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }
  }
}
