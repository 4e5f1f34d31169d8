import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import * as z from 'zod/mini';
import { beforeEach, describe, expect, it } from 'vitest';
import { BROWSER_EDGE } from '../live/browser-edge';
import { FakeEdge } from '../live/edge.fake';
import { type Streamed, streamed } from './streamed';

const Count = z.object({ count: z.number() });
type Count = z.infer<typeof Count>;

const source = { path: 'count/live', event: 'count', latest: 'count', shape: Count };
const wanted = signal(true);
let edge: FakeEdge;

function listen(): Streamed<Count> {
  const listening = TestBed.runInInjectionContext(() => streamed<Count>(source, wanted));
  TestBed.tick();
  return listening;
}
const hear = (text: string) => edge.streams.at(-1)?.heard(text);

beforeEach(() => {
  wanted.set(true);
  edge = new FakeEdge();
  TestBed.configureTestingModule({ providers: [{ provide: BROWSER_EDGE, useValue: edge }] });
});

describe('streamed', () => {
  it('knows the newest event', () => {
    const count = listen();
    expect(count.value()).toBeUndefined();
    hear('{"count":1}');
    hear('{"count":2}');
    expect(count.value()).toEqual({ count: 2 });
  });

  it.each(['{"count":"x"}', 'no JSON'])('says that %s cannot be understood, and keeps what it knew', (text) => {
    const count = listen();
    hear('{"count":1}');
    hear(text);
    expect([count.value(), count.fault()]).toEqual([{ count: 1 }, { kind: 'unreadable' }]);
    hear('{"count":2}');
    expect(count.fault()).toBeUndefined();
  });

  it('asks for the same when the stream fails, so that it knows why; and comes back by itself', async () => {
    const error = { code: 'SIGN_IN_NEEDED', message: '', action: '', correlationId: 'x' };
    edge.respond = () => ({ status: 401, body: { error } });
    const count = listen();
    edge.streams[0]?.failed();
    await edge.settle();
    expect(edge.requests).toEqual(['/api/v1/count']);
    expect(count.fault()).toMatchObject({ code: 'SIGN_IN_NEEDED' });
    await edge.pass(3_000);
    expect(edge.streams).toHaveLength(1);
    hear('{"count":3}');
    expect([count.value(), count.fault()]).toEqual([{ count: 3 }, undefined]);
  });

  it('goes on with what it asks for where no stream gets through', async () => {
    edge.respond = () => ({ body: { count: 4 } });
    const count = listen();
    edge.streams[0]?.failed();
    await edge.settle();
    expect(count.value()).toEqual({ count: 4 });
  });

  it('takes a stream that has fallen silent for dead', async () => {
    edge.respond = () => ({ body: { count: 5 } });
    const count = listen();
    hear('{"count":1}');
    await edge.pass(60_000);
    expect(count.value()).toEqual({ count: 5 });
    expect(edge.opened).toBeGreaterThan(1);
  });

  it('lets go while the page is not seen or the stream not wanted', () => {
    const count = listen();
    hear('{"count":1}');
    edge.sight(false);
    expect(edge.streams).toEqual([]);
    edge.sight(true);
    expect(edge.streams).toHaveLength(1);
    wanted.set(false);
    TestBed.tick();
    expect([edge.streams.length, count.value()]).toEqual([0, undefined]);
  });
});
