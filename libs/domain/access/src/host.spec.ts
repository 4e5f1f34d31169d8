import { expect, it } from 'vitest';
import { isOwnHost } from './host';

it.each<[string | undefined, boolean]>([
  [undefined, true],
  ['cydynni.local', true],
  ['CydYnni.Local.', true],
  ['cydynni.local:8080', true],
  ['cydynni', true],
  ['cydynni.lan', true],
  ['cydynni.fritz.box', true],
  ['localhost:8080', true],
  ['192.168.1.7', true],
  ['127.0.0.1:41235', true],
  ['[fe80::1]:80', true],
  ['[::1]', true],
  ['hub.example.org', true],
  ['other.example.org', false],
  ['rebind.evil.example', false],
  ['cydynni.evil.example', false],
  ['cydynni.com', false],
  ['192.168.1.7.evil.example', false],
  ['evil.local', false],
  ['', false],
  [':80', false],
  ['[::1', false],
  ['a'.repeat(100_000), false],
])('%.40s is a name of the hub: %s', (host, expected) =>
  expect(isOwnHost(host, ['cydynni', 'hub.example.org'])).toBe(expected),
);
