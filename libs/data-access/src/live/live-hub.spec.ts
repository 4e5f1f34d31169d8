import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { BROWSER_EDGE } from './browser-edge';
import { FakeEdge } from './edge.fake';
import { LiveHub } from './live-hub';
import { snapshotText, T0 } from './snapshot.fake';

const stored = (points: [number, number | null][]) => ({ feedId: 7, unit: 'W', intervalS: 10, points });

function start() {
  const edge = new FakeEdge();
  edge.answer = () => Promise.resolve(stored([]));
  TestBed.configureTestingModule({ providers: [{ provide: BROWSER_EDGE, useValue: edge }] });
  const hub = TestBed.inject(LiveHub);
  const stop = hub.start();
  const hear = (time: number, powerW = 640, serverTime = time) =>
    edge.streams.at(-1)?.heard(snapshotText({ time, powerW }, { serverTime }));
  return { edge, hub, hear, stop };
}

describe('LiveHub', () => {
  it('is live, then delayed with its age counting up, though the stream only went silent', async () => {
    const { edge, hub, hear } = start();
    hear(T0);
    expect(hub.reading()).toEqual({ kind: 'live', ageS: 0 });
    await edge.pass(11_000);
    expect(hub.reading()).toEqual({ kind: 'live', ageS: 11 });
    await edge.pass(15_000);
    expect(hub.reading()).toEqual({ kind: 'delayed', ageS: 26 });
    await edge.pass(4_000);
    expect(hub.reading()).toEqual({ kind: 'delayed', ageS: 30 });
  });

  it('judges by the age of the reading while the hub keeps sending the same one', async () => {
    const { edge, hub, hear } = start();
    for (let serverTime = T0; serverTime <= T0 + 30; serverTime += 5) {
      hear(T0, 640, serverTime);
      await edge.pass(5_000);
    }
    expect(hub.health()).toBe('reachable');
    expect(hub.reading()).toEqual({ kind: 'delayed', ageS: 35 });
    expect(hub.points()).toHaveLength(1);
  });

  it('says when the hub does not answer, keeps what it knew, and recovers by itself', async () => {
    const { edge, hub, hear } = start();
    hear(T0);
    edge.streams[0]?.failed();
    await edge.pass(3_000);
    expect(hub.health()).toBe('unreachable');
    expect(hub.snapshot()?.meter.powerW).toBe(640);
    expect(hub.reading()).toEqual({ kind: 'delayed', ageS: 3 });
    hear(T0 + 60, 700);
    expect(hub.health()).toBe('reachable');
    expect(hub.reading()).toEqual({ kind: 'live', ageS: 0 });
  });

  it('asks once for the last half hour after each connection and lays it under the live readings', async () => {
    const { edge, hub, hear } = start();
    edge.answer = () =>
      Promise.resolve(
        stored([
          [T0 - 20, 500],
          [T0 - 10, null],
          [T0, 640],
        ]),
      );
    hear(T0);
    hear(T0 + 5, 650);
    await edge.settle();
    expect(edge.requests).toEqual([`/api/v1/feeds/7/data?start=${T0 - 1_800}&end=${T0}&interval=10`]);
    expect(hub.history()).toBe('loaded');
    expect(hub.points().map(({ time }) => time - T0)).toEqual([-20, 0, 5]);
    edge.streams[0]?.failed();
    await edge.pass(500);
    hear(T0 + 40);
    await edge.settle();
    expect(edge.requests).toHaveLength(2);
  });

  it('tries a failed history again while the live view goes on', async () => {
    const { edge, hub, hear } = start();
    edge.answer = () => Promise.reject(new Error('503'));
    hear(T0);
    await edge.settle();
    expect(hub.history()).toBe('failed');
    edge.answer = () => Promise.resolve(stored([[T0 - 10, 500]]));
    hear(T0 + 5);
    await edge.pass(5_000);
    expect(hub.history()).toBe('loaded');
    expect(hub.points()).toHaveLength(3);
  });

  it('forgets readings that left the window', () => {
    const { hub, hear } = start();
    hear(T0);
    hear(T0 + 1_801);
    expect(hub.points().map(({ time }) => time)).toEqual([T0 + 1_801]);
  });

  it('lets the stream go while the page is hidden, and is there at once when it is seen again', async () => {
    const { edge, hub, hear } = start();
    hear(T0);
    edge.sight(false);
    expect(edge.streams).toHaveLength(0);
    await edge.pass(600_000);
    expect(edge.streams).toHaveLength(0);
    edge.sight(true);
    expect([edge.streams.length, hub.health()]).toEqual([1, 'connecting']);
    hear(T0 + 600, 700);
    expect([hub.health(), hub.reading()]).toEqual(['reachable', { kind: 'live', ageS: 0 }]);
  });

  it('stops for good', async () => {
    const { edge, stop } = start();
    stop();
    await edge.pass(60_000);
    expect(edge.streams).toHaveLength(0);
    expect(edge.opened).toBe(1);
  });
});
