import { expect, it } from 'vitest';
import { ownName } from './own-name';

const network = (names: Readonly<Record<string, readonly string[]>>) => (name: string) =>
  Promise.resolve(names[name] ?? []);

it.each([
  ['alone', { 'cydynni.local': ['192.168.1.5'] }, { name: 'cydynni.local', others: [] }],
  [
    'beside another hub',
    { 'cydynni.local': ['192.168.1.9'], 'cydynni-2.local': ['fe80::1', '192.168.1.5'] },
    { name: 'cydynni-2.local', others: ['192.168.1.9'] },
  ],
  [
    'as the third',
    { 'cydynni.local': ['192.168.1.8'], 'cydynni-2.local': ['192.168.1.9'], 'cydynni-3.local': ['192.168.1.5'] },
    { name: 'cydynni-3.local', others: ['192.168.1.8', '192.168.1.9'] },
  ],
  ['without mDNS', {}, { name: null, others: [] }],
  [
    'beside another hub and without a name of its own',
    { 'cydynni.local': ['192.168.1.9'] },
    { name: null, others: ['192.168.1.9'] },
  ],
])('the name of a hub %s', async (_, names, expected) => {
  expect(await ownName('cydynni', ['127.0.0.1', '192.168.1.5'], network(names))).toEqual(expected);
});

it('looks for a few names and no more', async () => {
  const asked: string[] = [];
  await ownName('cydynni', [], (name) => {
    asked.push(name);
    return Promise.resolve(['192.168.1.9']);
  });
  expect(asked).toHaveLength(5);
});
