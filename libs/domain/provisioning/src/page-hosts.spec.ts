import { expect, it } from 'vitest';
import { pageHosts } from './page-hosts';

it('are every name that mDNS may give a hub, the computer’s own, and its addresses, each once', () => {
  expect(pageHosts('Desk', ['192.168.1.7', 'fd00::7', '192.168.1.7'])).toEqual([
    'cydynni.local',
    'cydynni-2.local',
    'cydynni-3.local',
    'cydynni-4.local',
    'cydynni-5.local',
    'cydynni',
    'localhost',
    'desk',
    'desk.local',
    '127.0.0.1',
    '::1',
    '192.168.1.7',
    'fd00::7',
  ]);
});

it('leave out a name that no certificate can hold, and addresses beyond what a hub has', () => {
  const many = Array.from({ length: 300 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
  const hosts = pageHosts('desk,IP:8.8.8.8', many);
  expect(hosts.some((host) => host.includes('8.8.8.8'))).toBe(false);
  expect(hosts).toContain('10.0.0.15');
  expect(hosts).not.toContain('10.0.0.16');
});
