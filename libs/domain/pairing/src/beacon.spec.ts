import { describe, expect, it } from 'vitest';
import { beaconTurn, heardHub, type OtherHubs } from './beacon';

const NOW = 1_796_000_000;
const DAY = 86_400;
const none: OtherHubs = new Map();
const heard = (at: number): OtherHubs => heardHub(none, '192.168.1.9', at);

describe('the beacon', () => {
  it.each([
    ['alone', false, none, { toEveryone: true, nextAfterS: 60 }],
    ['alone with an open window', true, none, { toEveryone: true, nextAfterS: 5 }],
    ['beside another hub', false, heard(NOW - 10), { toEveryone: false, nextAfterS: 60 }],
    ['beside another hub with an open window', true, heard(NOW - 10), { toEveryone: true, nextAfterS: 5 }],
    ['a day after another hub was heard', false, heard(NOW - DAY), { toEveryone: true, nextAfterS: 60 }],
  ])('%s', (_, open, others, expected) => {
    expect(beaconTurn(open, others, NOW)).toEqual(expected);
  });

  it('remembers the newest time of each hub, of eight at most, and forgets those that left', () => {
    let others = none;
    for (let n = 0; n < 1_000; n += 1) others = heardHub(others, `10.0.${n % 250}.1`, NOW + n);
    expect(others.size).toBe(8);
    expect(others.get('10.0.0.1')).toBe(NOW + 750);
    expect([...heardHub(others, '10.9.9.9', NOW + 3 * DAY)]).toEqual([['10.9.9.9', NOW + 3 * DAY]]);
  });
});
