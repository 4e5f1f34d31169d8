import { describe, expect, it } from 'vitest';
import { isLogin, loginReply, waitReply } from './emonesp';
import {
  allowed,
  asked,
  ASKS_AGAIN_S,
  CLOSED,
  closed,
  denied,
  MOST_REQUESTS,
  named,
  opened,
  type Pairing,
  REPLY_S,
  SILENT_S,
  tidied,
  waiting,
  WINDOW_S,
} from './pairing';

const NOW = 1_800_000_000;
const PLUG = '192.168.0.113';
const askedBy = (address: string, pairing = opened(CLOSED, NOW), at = NOW): Pairing => asked(pairing, address, at)[0];
const toldTo = (address: string, pairing: Pairing, at = NOW) => asked(pairing, address, at)[1];
const letIn = (pairing = askedBy(PLUG)): Pairing =>
  allowed(pairing, PLUG, 'u:p:emon', NOW) ?? expect.fail('not asking');

describe('a window', () => {
  it('is closed unless somebody opened it, and after three minutes', () => {
    expect(toldTo(PLUG, CLOSED)).toBe('closed');
    expect(toldTo(PLUG, opened(CLOSED, NOW), NOW + WINDOW_S - 1)).toBe('registered');
    expect(toldTo(PLUG, opened(CLOSED, NOW), NOW + WINDOW_S)).toBe('closed');
  });

  it('can be made longer, and closed', () => {
    const longer = opened(opened(CLOSED, NOW), NOW + 100);
    expect(toldTo(PLUG, longer, NOW + 200)).toBe('registered');
    expect(toldTo(PLUG, closed(longer, NOW + 100), NOW + 101)).toBe('closed');
  });
});

describe('a request', () => {
  it('stands beside others, until its device falls silent', () => {
    const both = askedBy('192.168.0.7', askedBy(PLUG));
    expect([...both.requests.keys()]).toEqual([PLUG, '192.168.0.7']);
    expect(tidied(askedBy(PLUG, both, NOW + 30), NOW + SILENT_S).requests.size).toBe(1);
  });

  it('keeps what its device said of itself, whatever is decided', () => {
    const identity = { name: 'smartplug5304', type: 'smartplug' };
    const known = named(askedBy(PLUG), PLUG, identity);
    expect(askedBy(PLUG, known, NOW + 10).requests.get(PLUG)).toMatchObject({ identity, lastAt: NOW + 10 });
    expect(letIn(known).requests.get(PLUG)?.identity).toEqual(identity);
    expect(named(known, '192.168.0.7', identity)).toBe(known);
  });

  it('waits for a place where too many ask', () => {
    let pairing = opened(CLOSED, NOW);
    for (let n = 0; n < MOST_REQUESTS; n += 1) pairing = askedBy(`10.0.0.${n}`, pairing);
    expect(toldTo(PLUG, pairing)).toBe('full');
    expect(pairing.requests.size).toBe(MOST_REQUESTS);
  });

  it('gets its reply once, also while the window closes', () => {
    const [after, told] = asked(closed(letIn(), NOW), PLUG, NOW + REPLY_S - 1);
    expect(told).toEqual({ reply: 'u:p:emon' });
    expect(toldTo(PLUG, after, NOW + REPLY_S - 1)).toBe('closed');
  });

  it.each([
    ['of another address', '192.168.0.114', NOW + 1],
    ['that comes too late', PLUG, NOW + REPLY_S],
  ])('%s gets no reply', (_, address, at) => {
    expect(toldTo(address, letIn(), at)).toBe('registered');
  });

  it('of a device that lost its reply waits for another decision, with another reply', () => {
    const [paired] = asked(letIn(), PLUG, NOW + 1);
    expect(toldTo(PLUG, paired, NOW + ASKS_AGAIN_S)).toBe('registered');
    expect(allowed(askedBy(PLUG, paired, NOW + ASKS_AGAIN_S), PLUG, 'x:y:z', NOW + 10)).toBeUndefined();
    const again = askedBy(PLUG, paired, NOW + 1 + ASKS_AGAIN_S);
    const second = allowed(again, PLUG, 'u2:p2:emon', NOW + 10) ?? expect.fail('not asking');
    expect(toldTo(PLUG, second, NOW + 20)).toEqual({ reply: 'u2:p2:emon' });
  });

  it('that was denied is told so, and cannot be let in any more', () => {
    const refused = denied(askedBy(PLUG), PLUG, NOW) ?? expect.fail('not asking');
    expect(toldTo(PLUG, refused, NOW + 10)).toBe('denied');
    expect(allowed(refused, PLUG, 'u:p:emon', NOW)).toBeUndefined();
  });

  it('cannot be let in twice, or without having asked', () => {
    expect(waiting(letIn(), PLUG, NOW)).toBeUndefined();
    expect(allowed(letIn(), PLUG, 'x:y:z', NOW)).toBeUndefined();
    expect(allowed(opened(CLOSED, NOW), PLUG, 'x:y:z', NOW)).toBeUndefined();
  });
});

describe('the reply to the firmware', () => {
  const login = { username: 'paired-a1', password: 's-_9', baseTopic: 'emon/paired-a1', port: 1883 };

  it('has three fields, or four with an unusual port', () => {
    expect(loginReply(login)).toBe('paired-a1:s-_9:emon/paired-a1');
    expect(loginReply({ ...login, port: 1884 })).toBe('paired-a1:s-_9:emon/paired-a1:1884');
  });

  it.each([
    ['username', 'a:b'],
    ['password', ''],
    ['baseTopic', 'emon:x'],
    ['password', 'a\nb'],
  ])('refuses a %s of %j', (field, value) => {
    expect(() => loginReply({ ...login, [field]: value })).toThrow(RangeError);
  });

  it.each(['192.168.0.113', 'fe80::1', '2001:db8::1:2:3', '::ffff:192.168.0.1', ''])(
    'is never what a plug at %s is told while it waits',
    (address) => {
      expect(isLogin(waitReply(address))).toBe(false);
    },
  );
});
