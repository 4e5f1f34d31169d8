import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { HubFault } from '../http/fault';
import { ANYTHING, HubApi } from '../http/hub-api';
import { BROWSER_EDGE } from '../live/browser-edge';
import { FakeEdge } from '../live/edge.fake';
import { Visitor } from './visitor';

let edge: FakeEdge;
let visitor: Visitor;
beforeEach(() => {
  edge = new FakeEdge();
  TestBed.configureTestingModule({ providers: [{ provide: BROWSER_EDGE, useValue: edge }] });
  visitor = TestBed.inject(Visitor);
});

/** A place where `right` is the password. */
function place(where: 'hub' | 'server'): void {
  let user: { name: string } | null = null;
  edge.respond = ({ method, url, body }) => {
    if (url.endsWith('/whoami')) return { body: { where, user, claimed: true } };
    if (method === 'DELETE') user = null;
    else if ((body as { password: string }).password !== 'right') {
      return {
        status: 401,
        body: { error: { code: 'WRONG_PASSWORD', message: 'm', action: 'a', correlationId: 'x' } },
      };
    } else user = { name: 'Mair' };
    return { status: 200 };
  };
}

describe('Visitor', () => {
  it('knows nothing until somebody answers, and asks until then', async () => {
    await visitor.ask();
    expect([visitor.where(), visitor.user(), visitor.claimed()]).toEqual([undefined, undefined, undefined]);
    place('hub');
    await edge.pass(5_000);
    expect([visitor.where(), visitor.user(), visitor.claimed()]).toEqual(['hub', null, true]);
  });

  it.each([
    ['hub', 'POST /api/v1/session', 'DELETE /api/v1/session'],
    ['server', 'POST /api/v1/sessions', 'DELETE /api/v1/sessions'],
  ] as const)('signs in and out of a %s', async (where, signIn, signOut) => {
    place(where);
    await visitor.ask();
    await visitor.signIn({ name: 'Mair', password: 'right' });
    expect(visitor.user()).toBe('Mair');
    await visitor.signOut();
    expect(visitor.user()).toBeNull();
    expect(edge.requests).toContain(signIn);
    expect(edge.requests).toContain(signOut);
  });

  it('notices that a session has ended', async () => {
    place('hub');
    await visitor.ask();
    await visitor.signIn({ name: 'Mair', password: 'right' });
    edge.respond = ({ url }) =>
      url.endsWith('/whoami') ? { body: { where: 'hub', user: null, claimed: true } } : { status: 401 };
    await expect(TestBed.inject(HubApi).get('setup', ANYTHING)).rejects.toBeInstanceOf(HubFault);
    TestBed.tick();
    await edge.settle();
    expect(visitor.user()).toBeNull();
  });

  it('stays out with a wrong password', async () => {
    place('hub');
    await visitor.ask();
    await expect(visitor.signIn({ name: 'Mair', password: 'wrong' })).rejects.toBeInstanceOf(HubFault);
    expect(visitor.user()).toBeNull();
  });
});
