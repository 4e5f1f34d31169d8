import { expect, it } from 'vitest';
import { isAllowed, type Permission, PERMISSIONS, type Principal } from './permissions';

const OPEN = { openReading: true };
const person = (role: 'owner' | 'member' | 'viewer' | 'installer'): Principal => ({ kind: 'person', role });
const EVERYONE: Permission[] = ['open', 'by-key'];

it.each<[string, Principal, boolean, Permission[]]>([
  ['the owner', person('owner'), false, [...PERMISSIONS]],
  ['a member', person('member'), false, [...EVERYONE, 'home.read', 'home.control', 'self']],
  ['a viewer', person('viewer'), false, [...EVERYONE, 'home.read', 'self']],
  ['an installer', person('installer'), false, [...EVERYONE, 'home.read', 'home.control', 'data.change', 'self']],
  [
    'someone in the house who is not signed in',
    { kind: 'unauthenticated', isInHouse: true },
    true,
    [...EVERYONE, 'home.read'],
  ],
  ['someone in a house that is closed', { kind: 'unauthenticated', isInHouse: true }, false, EVERYONE],
  ['someone from elsewhere', { kind: 'unauthenticated', isInHouse: false }, true, EVERYONE],
])('%s may do exactly that', (_, who, openReading, expected) => {
  expect(PERMISSIONS.filter((permission) => isAllowed(who, permission, { openReading }))).toEqual(
    PERMISSIONS.filter((permission) => expected.includes(permission)),
  );
});

it('leaves what reaches beyond the page to the owner', () => {
  for (const role of ['member', 'viewer', 'installer'] as const)
    for (const permission of ['access.manage', 'link.manage', 'system.manage'] as const)
      expect(isAllowed(person(role), permission, OPEN)).toBe(false);
});
