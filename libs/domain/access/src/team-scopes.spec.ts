import { describe, expect, it } from 'vitest';
import { TEAM_SCOPES, teamMay, teamMayGive } from './team-scopes';

describe('a key of the team', () => {
  it('changes what its scope is for and nothing else', () => {
    for (const own of TEAM_SCOPES)
      for (const wanted of TEAM_SCOPES) expect(teamMay([own], wanted, false)).toBe(own === wanted);
  });

  it('looks at everything with view, and at what it may change', () => {
    for (const wanted of TEAM_SCOPES) {
      expect(teamMay(['view'], wanted, true)).toBe(true);
      expect(teamMay(['fleet'], wanted, true)).toBe(wanted === 'fleet');
    }
    expect(teamMay([], 'view', true)).toBe(false);
  });

  it('gives no more than it has', () => {
    expect(teamMayGive(['keys', 'view'], ['view'])).toBe(true);
    expect(teamMayGive(['keys', 'view'], ['view', 'fleet'])).toBe(false);
    expect(teamMayGive(['view', 'fleet'], ['view'])).toBe(false);
    expect(teamMayGive(TEAM_SCOPES, TEAM_SCOPES)).toBe(true);
  });
});
