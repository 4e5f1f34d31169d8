import { describe, expect, it } from 'vitest';
import { partKind, partName } from './part';

describe('parts', () => {
  it('have names', () => {
    expect(['morning', 'hydro', 'spare'].map(partName)).toEqual(['Morning', 'Hydro', 'Not used here']);
  });

  it('of another tariff keep the name that the club gave them', () => {
    expect([partKind('Day rate'), partName('Day rate')]).toEqual(['bought', 'Day rate']);
  });
});
