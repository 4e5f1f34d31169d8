import { test } from '../support/fixtures';
import { percentile, publishToVisibleMs } from '../support/latency';
import { HomePage } from '../support/home-page';

const READINGS = 200;
const WARM_UP = 5;

test('publish to visible', async ({ hub, page }) => {
  const homePage = new HomePage(page);
  await homePage.open(hub.url);
  await publishToVisibleMs(hub.gateway, homePage, WARM_UP);
  const durations = await publishToVisibleMs(hub.gateway, homePage, READINGS);
  for (const [name, share] of [
    ['median', 0.5],
    ['p95', 0.95],
    ['worst', 1],
  ] as const) {
    const value = Math.round(percentile(durations, share) * 10) / 10;
    console.log(JSON.stringify({ name: `publish to visible on the page, ${name}`, value, unit: 'ms', n: READINGS }));
  }
});
