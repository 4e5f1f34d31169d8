import { TestBed } from '@angular/core/testing';
import { expect, it } from 'vitest';
import { BROWSER_EDGE } from '../live/browser-edge';
import { FakeEdge } from '../live/edge.fake';
import { HubClock } from './hub-clock';
import { ANYTHING, HubApi } from './hub-api';

it('goes on from the time of the answers, whatever the browser believes', async () => {
  const edge = new FakeEdge();
  TestBed.configureTestingModule({ providers: [{ provide: BROWSER_EDGE, useValue: edge }] });
  const time = TestBed.inject(HubClock);
  expect(time.timeS()).toBeUndefined();
  edge.respond = () => ({ dateMs: 1_700_000_030_000 });
  await TestBed.inject(HubApi).get('whoami', ANYTHING);
  expect([time.timeS(), time.minuteS()]).toEqual([1_700_000_030, 1_699_999_980]);
  await edge.pass(60_000);
  expect(time.timeS()).toBe(1_700_000_090);
});
