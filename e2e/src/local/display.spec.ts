import { type Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';

const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 800, height: 480 },
  { width: 1024, height: 600 },
  { width: 1440, height: 900 },
] as const;
const PATHS = ['/', '/forecast', '/household', '/community', '/settings', '/setup'] as const;

/** What is there once a page has everything. */
const SETTLED: Readonly<Record<(typeof PATHS)[number], string>> = {
  '/': 'hub-load-advice li',
  '/forecast': 'hub-day-strip .bar',
  '/household': 'hub-stack-chart .piece',
  '/community': 'hub-stack-chart .piece',
  '/settings': 'hub-link-section dd',
  '/setup': 'ol > li',
};

/** Words whose place on the screen overlaps a drawing's. */
const wordsOnDrawings = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const drawings = [...document.querySelectorAll('hub-valley')].map((valley) => valley.getBoundingClientRect());
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const over = drawings.some(
        (drawing) =>
          box.width > 0 &&
          box.left < drawing.right &&
          box.right > drawing.left &&
          box.top < drawing.bottom - 1 &&
          box.bottom > drawing.top + 1,
      );
      const bars = node.parentElement?.closest('header, nav') ?? null;
      if (over && bars === null) found.push(node.textContent ?? '');
    }
    return found;
  });

test('no words lie on the drawing, at any size; nothing is cut off at the side', async ({ home, page }) => {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const path of ['/', '/forecast', '/community'] as const) {
      await page.goto(`${home.hub.url}${path}`);
      await expect(page.locator('hub-verdict-figure, .score').first()).toBeVisible({ timeout: 30_000 });
      expect(await wordsOnDrawings(page), `${path} at ${size.width}`).toEqual([]);
    }
    for (const path of PATHS) {
      await page.goto(`${home.hub.url}${path}`);
      await expect(page.locator('h1')).toBeAttached({ timeout: 20_000 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${path} at ${size.width}`).toBeLessThanOrEqual(0);
    }
  }
});

test('eight tabs of one browser are live', async ({ hub, context }) => {
  await hub.gateway.publishLive(500);
  const tabs = [];
  for (let tab = 0; tab < 8; tab += 1) {
    const page = await context.newPage();
    await page.goto(hub.url);
    tabs.push(page);
  }
  await hub.gateway.publishLive(4_321);
  for (const page of tabs) await expect(page.locator('hub-power-figure')).toContainText('4,321', { timeout: 20_000 });
  await tabs[0]?.close();
  await hub.gateway.publishLive(1_234);
  for (const page of tabs.slice(1)) {
    await expect(page.locator('hub-power-figure')).toContainText('1,234', { timeout: 20_000 });
  }
});

test('where no stream comes through, the page asks instead', async ({ hub, page }) => {
  await page.route('**/api/v1/live', (route) => route.abort());
  await hub.gateway.publishLive(777);
  await page.goto(hub.url);
  await expect(page.locator('hub-power-figure')).toContainText('777', { timeout: 20_000 });
  await expect(page.locator('hub-trouble-notice')).toBeHidden();
});

test('the document scrolls by keyboard and by wheel over the rail, and keeps its place over a reload', async ({
  home,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await page.goto(`${home.hub.url}/settings`);
  await expect(page.locator('hub-link-section dd').first()).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200);
  await page.mouse.move(40, 300);
  await page.mouse.wheel(0, 100);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
  await page.waitForTimeout(300);
  const before = await page.evaluate(() => scrollY);
  await page.reload();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
});

test('nothing that has the focus is covered by the bars of a phone', async ({ home, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  for (const path of ['/settings', '/household'] as const) {
    await page.goto(`${home.hub.url}${path}`);
    await expect(page.locator('hub-link-section dd, hub-stack-chart .piece').first()).toBeAttached();
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const covered = await page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === null || focused.closest('.rail, .skip') !== null || focused === document.body) return '';
        const box = (focused.closest('label') ?? focused).getBoundingClientRect();
        const [top, bottom] = [document.querySelector('header'), document.querySelector('nav')].map((bar) =>
          bar?.getBoundingClientRect(),
        );
        const hidden = box.bottom <= (top?.bottom ?? 0) || box.top >= (bottom?.top ?? innerHeight);
        return hidden ? focused.outerHTML.slice(0, 80) : '';
      });
      expect(covered).toBe('');
    }
  }
});

test('the view is in the address: reload, Back, the other language show the same', async ({ home, page }) => {
  await page.goto(`${home.hub.url}/household`);
  await page.getByRole('radio', { name: 'Month' }).check({ force: true });
  await page.getByRole('button', { name: 'Earlier' }).click();
  await page.getByRole('radio', { name: '£' }).check({ force: true });
  await expect(page).toHaveURL(/\/household\?period=month&date=\d{4}-\d\d&unit=pounds$/);
  const title = (await page.locator('.period h2').textContent()) ?? '';
  await page.reload();
  await expect(page.locator('.period h2')).toHaveText(title);
  await expect(page.getByRole('radio', { name: '£' })).toBeChecked();
  await page.getByRole('link', { name: 'Forecast' }).click();
  await expect(page).toHaveURL(/\/forecast$/);
  await page.goBack();
  await expect(page.locator('.period h2')).toHaveText(title);
  await page.getByRole('link', { name: 'Cymraeg' }).click();
  await expect(page).toHaveURL(/\/cy\/household\?period=month&date=\d{4}-\d\d&unit=pounds$/);
  await expect(page.getByRole('radio', { name: '£' })).toBeChecked();
});

test('nothing jumps while a page loads', async ({ home, page }) => {
  await page.addInitScript(() => {
    const shifts = { total: 0 };
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) shifts.total += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await home.hub.gateway.publishLive(640);
  for (const size of [
    { width: 360, height: 740 },
    { width: 768, height: 1024 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size);
    for (const path of PATHS) {
      await page.goto(`${home.hub.url}${path}`);
      await expect(page.locator(SETTLED[path]).first()).toBeAttached({ timeout: 30_000 });
      // What moves, moves within the frames that follow.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      const total = await page.evaluate(() => (globalThis as unknown as { shifts: { total: number } }).shifts.total);
      expect(total, `${path} at ${size.width}`).toBeLessThanOrEqual(0.05);
    }
  }
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tapped day and month open, and a tapped half-hour stays to be read', async ({ home, page }) => {
    await page.goto(`${home.hub.url}/household?period=month`);
    const chart = page.getByRole('slider', { name: 'Electricity by time' });
    await expect(page.locator('hub-stack-chart .piece').first()).toBeAttached({ timeout: 30_000 });
    const month = (await page.locator('.period h2').textContent()) ?? '';
    const box = await chart.boundingBox();
    if (box === null) throw new Error('the chart is not drawn');
    await chart.tap({ position: { x: box.width * 0.3, y: box.height / 2 } });
    await expect(page.locator('.period h2')).not.toHaveText(month);
    await expect(page).toHaveURL(/date=\d{4}-\d\d-\d\d/);

    await page.goto(`${home.hub.url}/forecast`);
    const strip = page.getByRole('slider', { name: 'Half-hours ahead' });
    await expect(page.locator('hub-day-strip .bar').first()).toBeAttached({ timeout: 30_000 });
    const before = await page.locator('figcaption .time').textContent();
    await strip.tap({ position: { x: 250, y: 40 } });
    await expect(page.locator('figcaption .time')).not.toHaveText(before ?? '');
  });
});
