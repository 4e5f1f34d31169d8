import { describe, expect, it } from 'vitest';
import { InputQuota, MAX_INPUTS, MAX_INPUTS_OF_ACCOUNT, MAX_INPUTS_OF_NODE, PLACES_FOR_METERS } from './input-quota';
import { RefusedInputs } from './refused-inputs';
import { WaitingReadings } from './waiting-readings';

const input = (name: string, account: string | null = 'node:n') => ({
  source: { node: 'n', name, unit: '', intervalS: 10, durable: false, logged: false },
  account,
});
const at = (time: number) => ({ time, value: time });

describe('readings that wait', () => {
  it('come out by source, in the order of arrival', () => {
    const waiting = new WaitingReadings({ points: 10, pointsOfDevices: 10 });
    for (const [name, time] of [
      ['a', 2],
      ['b', 1],
      ['a', 3],
    ] as const)
      expect(waiting.add(input(name), at(time))).toBe('kept');
    expect([waiting.points, waiting.next(9).map(({ source }) => source.name)]).toEqual([3, ['a', 'b']]);
    expect(waiting.take('n', 'a')?.points).toEqual([at(2), at(3)]);
    expect([waiting.points, waiting.take('n', 'a'), waiting.has(input('b').source)]).toEqual([1, undefined, true]);
  });

  it('are bounded, and devices leave room for meters', () => {
    const waiting = new WaitingReadings({ points: 3, pointsOfDevices: 2 });
    const added = [input('a'), input('a'), input('a'), input('m', null), input('m', null)].map((each, time) =>
      waiting.add(each, at(time)),
    );
    expect(added).toEqual(['kept', 'kept', 'buffer-full', 'kept', 'buffer-full']);
    waiting.take('n', 'a');
    expect(waiting.add(input('b'), at(9))).toBe('kept');
  });
});

describe('places for inputs', () => {
  it('are counted by account, and some are kept for meters', () => {
    const quota = new InputQuota();
    const fill = (account: string | null): number => {
      let count = 0;
      for (; quota.hasRoom(account); count += 1) quota.add(account);
      return count;
    };
    expect([fill('node:plug'), fill('key:1')]).toEqual([MAX_INPUTS_OF_NODE, MAX_INPUTS_OF_ACCOUNT]);
    const rest = [...Array(9).keys()].map((node) => fill(`node:${node}`));
    expect(rest.reduce((a, b) => a + b)).toBe(
      MAX_INPUTS - PLACES_FOR_METERS - MAX_INPUTS_OF_NODE - MAX_INPUTS_OF_ACCOUNT,
    );
    expect([fill(null), fill('node:other')]).toEqual([PLACES_FOR_METERS, 0]);
    quota.remove('key:1');
    expect([fill('node:other'), fill(null)]).toEqual([1, 0]);
  });
});

describe('inputs that were refused', () => {
  it('are a matter for the health for an hour, and what is set aside is left alone as long', () => {
    let now = 0;
    const refused = new RefusedInputs(() => now);
    expect(refused.check()).toEqual({ status: 'ok' });
    refused.setAside('n/bad');
    expect(refused.check()).toMatchObject({ status: 'degraded', detail: expect.stringContaining('n/bad') as string });
    expect([refused.isSetAside('n/bad'), refused.isSetAside('n/good')]).toEqual([true, false]);
    now = 3601;
    expect([refused.check().status, refused.isSetAside('n/bad')]).toEqual(['ok', false]);
    expect(refused.tooMany('n/new')).toBe('too-many-inputs');
    expect(refused.check().detail).toContain('HUB_TOO_MANY_INPUTS');
  });

  it('are remembered up to a bound', () => {
    const refused = new RefusedInputs(() => 0);
    for (let count = 0; count < 2000; count += 1) refused.setAside(`n/${count}`);
    expect([refused.isSetAside('n/0'), refused.isSetAside('n/1999')]).toEqual([false, true]);
  });
});
