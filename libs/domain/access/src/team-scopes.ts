/**
 * What a key of the project's team opens: looking at everything, households, tariffs and settled readings, releases with their rollouts,
 * single hubs, and the keys themselves.
 */
export const TEAM_SCOPES = ['view', 'members', 'tariffs', 'release', 'fleet', 'keys'] as const;
export type TeamScope = (typeof TEAM_SCOPES)[number];

/** Whether a key may make a call: to look, `view` is enough; to change something, the scope of the call. */
export const teamMay = (scopes: readonly TeamScope[], scope: TeamScope, looking: boolean): boolean =>
  scopes.includes(scope) || (looking && scopes.includes('view'));

/** Whether a key may make another one: a key gives only what it has. */
export const teamMayGive = (own: readonly TeamScope[], given: readonly TeamScope[]): boolean =>
  own.includes('keys') && given.every((scope) => own.includes(scope));
