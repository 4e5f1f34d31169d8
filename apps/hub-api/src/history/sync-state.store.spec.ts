import type { LinkFile } from '@hub/contracts';
import { expect, it } from 'vitest';
import { ownerOf } from './sync-state.store';

const link: LinkFile = {
  format: 1,
  hubId: 'h-00000001',
  serverUrl: 'https://cydynni.example',
  mqttUrl: null,
  household: 'Jones',
  householdId: '7',
  club: { key: 'bethesda', name: 'Bethesda' },
  linkedAt: 1_790_000_000,
};

it('two households of one name are two, the same household linked again is one', () => {
  expect(ownerOf({ ...link, linkedAt: 1_800_000_000, hubId: 'h-00000002' })).toBe(ownerOf(link));
  expect(ownerOf({ ...link, householdId: '8' })).not.toBe(ownerOf(link));
  expect(ownerOf({ ...link, serverUrl: 'https://other.example' })).not.toBe(ownerOf(link));
  expect(ownerOf({ ...link, club: { key: 'corwen', name: 'Corwen' } })).not.toBe(ownerOf(link));
});
