import { expect, test } from '../support/fixtures';
import { percentile, publishToVisibleMs } from '../support/latency';
import { HomePage } from '../support/home-page';

test('a reading is on the page at most a second after it was published, 95 of 100 times', async ({ hub, page }) => {
  const homePage = new HomePage(page);
  await homePage.open(hub.url);
  await publishToVisibleMs(hub.gateway, homePage, 3);

  const durations = await publishToVisibleMs(hub.gateway, homePage, 100);

  const p95Ms = percentile(durations, 0.95);
  console.log(
    `publish to visible: median ${percentile(durations, 0.5).toFixed(0)} ms, p95 ${p95Ms.toFixed(0)} ms, n ${durations.length}`,
  );
  expect(durations).toHaveLength(100);
  expect(p95Ms).toBeLessThanOrEqual(1_000);
});
