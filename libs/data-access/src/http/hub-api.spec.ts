import { TestBed } from '@angular/core/testing';
import * as z from 'zod/mini';
import { beforeEach, describe, expect, it } from 'vitest';
import { BROWSER_EDGE } from '../live/browser-edge';
import { FakeEdge } from '../live/edge.fake';
import { faultOf, isRefusal } from './fault';
import { ANYTHING, HubApi } from './hub-api';

const Answer = z.object({ name: z.string() });
const error = { code: 'WRONG_PASSWORD', message: 'No.', action: 'Try again.', correlationId: 'x' };

let edge: FakeEdge;
let api: HubApi;
beforeEach(() => {
  edge = new FakeEdge();
  TestBed.configureTestingModule({ providers: [{ provide: BROWSER_EDGE, useValue: edge }] });
  api = TestBed.inject(HubApi);
});

async function faultIn(call: Promise<unknown>) {
  try {
    await call;
  } catch (caught) {
    return faultOf(caught);
  }
  throw new Error('the call went through');
}

describe('HubApi', () => {
  it('brings parsed answers', async () => {
    edge.respond = () => ({ body: { name: 'Mair', more: 1 } });
    expect(await api.get('whoami', Answer)).toEqual({ name: 'Mair' });
    expect(await api.send('POST', 'session', Answer, { name: 'Mair' })).toEqual({ name: 'Mair' });
    expect(edge.requests).toEqual(['/api/v1/whoami', 'POST /api/v1/session']);
  });

  it('takes an empty answer where nothing more is wanted', async () => {
    edge.respond = () => ({ status: 204 });
    expect(await api.send('DELETE', 'session', ANYTHING)).toBeUndefined();
  });

  it('tells apart: no one answered, refused, not understood', async () => {
    expect(await faultIn(api.get('x', Answer))).toEqual({ kind: 'network' });
    edge.respond = () => ({ status: 401, body: { error } });
    const refused = await faultIn(api.get('x', Answer));
    expect(isRefusal(refused, 'WRONG_PASSWORD')).toBe(true);
    expect(isRefusal(refused, 'OTHER')).toBe(false);
    edge.respond = () => ({ status: 502, body: '<html>' });
    expect(await faultIn(api.get('x', Answer))).toEqual({ kind: 'unreadable' });
    edge.respond = () => ({ body: { other: 1 } });
    expect(await faultIn(api.get('x', Answer))).toEqual({ kind: 'unreadable' });
  });

  it('uploads a file and tells how much has gone', async () => {
    edge.respond = () => ({ body: { name: 'bundle' } });
    const shares: number[] = [];
    await api.upload('update/bundle', Answer, new Blob(['x']), (share) => shares.push(share));
    expect(shares).toEqual([1]);
  });

  it('learns the time from the answer', async () => {
    expect(api.clock()).toBeUndefined();
    edge.respond = () => ({ body: { name: 'x' }, dateMs: 1_700_000_000_000 });
    await api.get('x', Answer);
    expect(api.clock()?.serverTimeS).toBe(1_700_000_000);
  });
});
