import { expect, test } from '../support/fixtures';
import { eventually } from '../support/eventually';
import type { HubUnderTest } from '../support/hub';
import { HomePage } from '../support/home-page';

const EVERY_MS = 1_000;

/** A gateway that goes on sending, as a real one does, whatever becomes of the broker. */
function keepPublishing(hub: HubUnderTest, powerW: number): () => void {
  const timer = setInterval(() => void hub.gateway.publishLive(powerW).catch(() => undefined), EVERY_MS);
  return () => clearInterval(timer);
}

test('the broker dies and returns: delayed within 30 s, live again within 10 s, hub-api never ends', async ({
  freshHub,
  page,
}) => {
  const homePage = new HomePage(page);
  await homePage.open(freshHub.url);
  const stop = keepPublishing(freshHub, 420);
  await homePage.expectState('Live', 10_000);

  await freshHub.services.broker.kill();
  await homePage.expectState('Delayed', 30_000);
  await expect(homePage.power).toContainText('420');
  await expect(homePage.age).toContainText('seconds');
  expect(freshHub.isRunning).toBe(true);

  await freshHub.services.broker.start();
  await homePage.expectState('Live', 10_000);
  stop();
  expect(freshHub.isRunning).toBe(true);
});

test('hub-api is cut off and returns: the page says so, keeps the last value and recovers by itself', async ({
  freshHub,
  page,
}) => {
  const homePage = new HomePage(page);
  await homePage.open(freshHub.url);
  const stop = keepPublishing(freshHub, 731);
  await homePage.expectState('Live', 10_000);

  process.kill(freshHub.pid, 'SIGSTOP');
  const trouble = page.locator('hub-trouble-notice');
  await expect(trouble).toContainText('The hub does not answer', { timeout: 30_000 });
  await expect(homePage.power).toContainText('731');

  process.kill(freshHub.pid, 'SIGCONT');
  await expect(trouble).toBeHidden({ timeout: 20_000 });
  await homePage.expectState('Live', 20_000);
  stop();
});

for (const name of ['redis', 'database'] as const) {
  test(`${name} dies and returns: no reading taken meanwhile is lost`, async ({ freshHub }) => {
    const startS = Math.floor(Date.now() / 1000 / 10) * 10 - 1_000;
    await freshHub.gateway.publishLive(1, startS);
    const feedId = await powerFeed(freshHub);

    await freshHub.services[name].kill();
    for (let step = 1; step <= 50; step += 1) await freshHub.gateway.publishLive(step + 1, startS + step * 10);
    await freshHub.services[name].start();

    await eventually(
      'every point is in the feed',
      async () => {
        const url = `${freshHub.url}/api/v1/feeds/${feedId}/data?start=${startS}&end=${startS + 500}&interval=10`;
        const answer = (await (await fetch(url)).json()) as { points: [number, number | null][] };
        return answer.points.length === 51 && answer.points.every(([, value], index) => value === index + 1);
      },
      20_000,
    );
    expect(freshHub.isRunning).toBe(true);
  });
}

async function powerFeed(hub: HubUnderTest): Promise<number> {
  let found: number | undefined;
  await eventually(
    'the power feed exists',
    async () => {
      const { feeds } = (await (await fetch(`${hub.url}/api/v1/feeds`)).json()) as {
        feeds: { id: number; unit: string }[];
      };
      found = feeds.find((feed) => feed.unit === 'W')?.id;
      return found !== undefined;
    },
    10_000,
  );
  if (found === undefined) throw new Error('no feed with the unit W');
  return found;
}
