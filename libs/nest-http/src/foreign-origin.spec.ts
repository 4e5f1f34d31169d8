import { expect, it } from 'vitest';
import { isForeign } from './foreign-origin';

it('of a plain page is foreign to what came over TLS, and not the other way round', () => {
  expect(isForeign('http://cydynni.local', 'cydynni.local', 'https')).toBe(true);
  expect(isForeign('https://cydynni.local', 'cydynni.local', 'https')).toBe(false);
  expect(isForeign('https://cydynni.local', 'cydynni.local', 'http')).toBe(false);
  expect(isForeign(undefined, 'cydynni.local', 'https')).toBe(false);
});

it.each<[string | undefined, string | undefined, boolean]>([
  [undefined, 'cydynni.local', false],
  ['http://cydynni.local', 'cydynni.local', false],
  ['http://CYDYNNI.local', 'Cydynni.Local', false],
  ['http://192.168.1.7:8080', '192.168.1.7:8080', false],
  ['http://[fe80::1]', '[fe80::1]', false],
  ['http://cydynni.local:8080', 'cydynni.local', true],
  ['http://evil.example', 'cydynni.local', true],
  ['http://cydynni.local.evil.example', 'cydynni.local', true],
  ['null', 'cydynni.local', true],
  ['', 'cydynni.local', true],
  ['http://cydynni.local', undefined, true],
])('a request of %s to %s is foreign: %s', (origin, host, foreign) => {
  expect(isForeign(origin, host)).toBe(foreign);
});
