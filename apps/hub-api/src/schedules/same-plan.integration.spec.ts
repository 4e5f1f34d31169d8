import { previewRuns, SchedulePreview, SchedulePrices, type ScheduleRule } from '@hub/contracts';
import { seeded } from '@hub/domain/random';
import { useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { send } from '../spec/http';
import { type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';
import { randomDraft } from './spec/random-draft';

const DRAFTS = 1000;
const AT_ONCE = 2;

/** The drafts are the same at whatever hour the test runs. */
const EVENING = Date.parse('2026-12-01T18:00:00Z') / 1000;
const begun = performance.now();
const clock = (): number => EVENING + (performance.now() - begun) / 1000;
const machine = { now: clock, uptimeS: () => 86_400 };

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;

beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services(), {}, machine));
});
afterAll(() => hub.stop());

async function read<T extends z.ZodMiniType>(schema: T, answer: Response): Promise<z.infer<T>> {
  expect(answer.status).toBe(200);
  return z.parse(schema, await answer.json());
}

it('a page previews 1,000 random drafts as the hub does', { timeout: 300_000 }, async () => {
  const random = seeded(15);
  const prices = await read(SchedulePrices, await hub.get('/api/v1/schedules/prices'));
  const compare = async (draft: ScheduleRule): Promise<number> => {
    const answer = await send(`${hub.url}/api/v1/schedules/preview`, 'POST', draft, owner);
    const { now, next } = await read(SchedulePreview, answer);
    // The two look at the clock at different times; all else is what the page was given.
    expect([draft, previewRuns(draft, { ...prices, now })]).toEqual([draft, next]);
    return next.length;
  };
  let planned = 0;
  for (let done = 0; done < DRAFTS; done += AT_ONCE) {
    const drafts = Array.from({ length: AT_ONCE }, () => randomDraft(random, prices.now));
    const counts = await Promise.all(drafts.map(compare));
    planned += counts.filter((count) => count > 0).length;
  }
  expect(planned).toBeGreaterThan(DRAFTS * 0.75);
});
