import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useServices } from './use-services';

let folder: string | undefined;

describe('a suite with services', () => {
  const services = useServices({ beforeAll, afterAll });

  it('has all three running', () => {
    const { database, redis, broker } = services();
    folder = dirname(redis.socket);
    expect([database.pid, redis.pid, broker.pid]).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
  });
});

it('leaves no folder behind', () => {
  expect(folder).toBeDefined();
  expect(existsSync(folder ?? '/')).toBe(false);
});
