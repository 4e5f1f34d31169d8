import { expect, it } from 'vitest';
import { callerOf, isAddress, isInHouse } from './address';

const OWN = [{ address: '2001:db8:1:2:3:4:5:6', prefixLength: 64 }];

it.each<[string, boolean]>([
  ['127.0.0.1', true],
  ['192.168.1.7', true],
  ['10.255.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['169.254.3.4', true],
  ['100.64.0.1', false],
  ['8.8.8.8', false],
  ['::1', true],
  ['::ffff:192.168.1.7', true],
  ['::ffff:8.8.8.8', false],
  ['fe80::1%eth0', true],
  ['febf::1', true],
  ['fec0::1', false],
  ['fd12:3456::1', true],
  ['2001:db8:1:2::99', true],
  ['2001:db8:1:3::99', false],
  ['', false],
  ['nonsense', false],
])('%s is in the house: %s', (address, expected) => expect(isInHouse(address, OWN)).toBe(expected));

it.each<[string, boolean]>([
  ['1.2.3.4', true],
  ['1.2.3.256', false],
  ['1.2.3', false],
  ['1:2:3:4:5:6:7:8', true],
  ['1:2:3:4:5:6:7', false],
  ['::', true],
  ['1::2::3', false],
  ['1:2:3:4:5:6:7:8::', false],
  ['g::1', false],
  ['1'.repeat(100_000), false],
])('%.40s is an address: %s', (text, expected) => expect(isAddress(text)).toBe(expected));

it('takes the addresses of one /64 for one caller', () => {
  expect(callerOf('2001:db8::1')).toBe(callerOf('2001:db8:0:0:ffff::9'));
  expect(callerOf('2001:db8::1')).not.toBe(callerOf('2001:db8:0:1::1'));
  expect(callerOf('::ffff:1.2.3.4')).toBe(callerOf('1.2.3.4'));
  expect(callerOf('1.2.3.4')).not.toBe(callerOf('1.2.3.5'));
});
