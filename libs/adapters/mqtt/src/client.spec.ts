import { describe, expect, it } from 'vitest';
import { matches } from './client';
import { brokerOptions } from './options';

describe('topic filters', () => {
  it.each([
    ['emon/#', 'emon/plug/power', true],
    ['emon/#', 'emon', true],
    ['emon/+/power', 'emon/plug/power', true],
    ['emon/+/power', 'emon/plug/energy', false],
    ['emon/+', 'emon/plug/power', false],
    ['emon/plug/power', 'emon/plug', false],
  ])('%s takes %s: %s', (filter, topic, expected) => {
    expect(matches(filter, topic)).toBe(expected);
  });
});

describe('brokerOptions', () => {
  it('keeps its session and comes back within a second', () => {
    const options = brokerOptions({ url: 'mqtt://127.0.0.1:1883', clientId: 'hub-api' });
    expect(options).toMatchObject({ clean: false, clientId: 'hub-api' });
    expect(options.reconnectPeriod).toBeLessThanOrEqual(1000);
    expect(options).not.toHaveProperty('username');
  });

  it('says which certificate is missing', () => {
    expect(() => brokerOptions({ url: 'mqtts://x', clientId: 'a', caFile: '/nowhere/ca.crt' })).toThrow(
      '/nowhere/ca.crt',
    );
  });
});
