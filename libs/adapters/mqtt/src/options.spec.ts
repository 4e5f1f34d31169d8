import { expect, it } from 'vitest';
import { brokerOptions } from './options';

it('keeps its session, comes back within a second, and tries again after a refusal', () => {
  const options = brokerOptions({ url: 'mqtt://127.0.0.1:1883', clientId: 'hub-api' });
  expect(options).toMatchObject({ clean: false, clientId: 'hub-api', reconnectOnConnackError: true });
  expect(options.reconnectPeriod).toBeLessThanOrEqual(1000);
  expect(options).not.toHaveProperty('username');
});

it('says which certificate is missing', () => {
  expect(() => brokerOptions({ url: 'mqtts://x', clientId: 'a', caFile: '/nowhere/ca.crt' })).toThrow(
    '/nowhere/ca.crt',
  );
});
