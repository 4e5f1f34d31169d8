import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import * as z from 'zod/mini';
import { beforeEach, describe, expect, it } from 'vitest';
import { BROWSER_EDGE } from '../live/browser-edge';
import { FakeEdge } from '../live/edge.fake';
import { remote } from './remote';

const Answer = z.object({ n: z.number() });

let edge: FakeEdge;
beforeEach(() => {
  edge = new FakeEdge();
  TestBed.configureTestingModule({ providers: [{ provide: BROWSER_EDGE, useValue: edge }] });
});

async function open(path: string | undefined) {
  const wanted = signal<string | undefined>(path);
  const found = TestBed.runInInjectionContext(() => remote(wanted, Answer, 60_000));
  const settle = async () => {
    TestBed.tick();
    await edge.settle();
  };
  await settle();
  return { wanted, found, settle };
}

describe('remote', () => {
  it('asks at once, and again after its time', async () => {
    let n = 0;
    edge.respond = () => ({ body: { n: (n += 1) } });
    const { found } = await open('setup');
    expect(found.value()).toEqual({ n: 1 });
    await edge.pass(60_000);
    expect(found.value()).toEqual({ n: 2 });
  });

  it('keeps what it knows when a later call fails, says so, and recovers', async () => {
    edge.respond = () => ({ body: { n: 1 } });
    const { found } = await open('setup');
    edge.respond = () => Promise.reject(new Error('away'));
    await edge.pass(60_000);
    expect([found.value(), found.fault()]).toEqual([{ n: 1 }, { kind: 'network' }]);
    edge.respond = () => ({ body: { n: 3 } });
    await edge.pass(5_000);
    expect([found.value(), found.fault()]).toEqual([{ n: 3 }, undefined]);
  });

  it('drops what it knows when another thing is wanted, and a late answer about the old one', async () => {
    let answerOld: (answer: { body: unknown }) => void = () => undefined;
    edge.respond = ({ url }) =>
      url.endsWith('old') ? new Promise((resolve) => (answerOld = resolve)) : { body: { n: 2 } };
    const { wanted, found, settle } = await open('old');
    wanted.set('new');
    await settle();
    answerOld({ body: { n: 1 } });
    await settle();
    expect(found.value()).toEqual({ n: 2 });
    wanted.set(undefined);
    await settle();
    expect(found.value()).toBeUndefined();
  });

  it('asks for nothing while nothing is wanted', async () => {
    await open(undefined);
    await edge.pass(120_000);
    expect(edge.requests).toEqual([]);
  });

  it('asks again when told to, and takes over what another call brought', async () => {
    edge.respond = () => ({ body: { n: 1 } });
    const { found, settle } = await open('setup');
    found.set({ n: 9 });
    expect(found.value()).toEqual({ n: 9 });
    found.reload();
    await settle();
    expect(found.value()).toEqual({ n: 1 });
  });

  it('ends with the page', async () => {
    edge.respond = () => ({ body: { n: 1 } });
    await open('setup');
    TestBed.resetTestingModule();
    await edge.pass(180_000);
    expect(edge.requests).toHaveLength(1);
  });
});
