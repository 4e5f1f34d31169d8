import type { HubProgress, RolloutMember } from './rollout';

/** Whose hub a member of a rollout is, and since when (unix seconds). */
export interface HubOrigin {
  readonly household: number;
  readonly linkedAt: number;
}

/** What of a household's hubs tells most of it comes first. */
const TELLING: readonly HubProgress[] = [
  'failed',
  'lost',
  'working',
  'offered',
  'waiting',
  'done',
  'absent',
  'left-out',
];

/**
 * The members by which a rollout is judged: hubs that were linked before it began, and one of each household in each wave. So a household
 * that links many hubs, or invents some while a rollout runs, has one voice.
 */
export function oneOfEachHousehold(
  members: readonly RolloutMember[],
  origins: ReadonlyMap<string, HubOrigin>,
  createdAt: number,
): RolloutMember[] {
  const chosen = new Map<string, RolloutMember>();
  for (const member of members) {
    const origin = origins.get(member.hubId);
    if (origin === undefined || origin.linkedAt > createdAt) continue;
    const key = `${origin.household} ${member.wave}`;
    const other = chosen.get(key);
    if (other === undefined || tellsMore(member, other)) chosen.set(key, member);
  }
  return [...chosen.values()];
}

function tellsMore(one: RolloutMember, other: RolloutMember): boolean {
  const [rank, otherRank] = [TELLING.indexOf(one.progress), TELLING.indexOf(other.progress)];
  return rank < otherRank || (rank === otherRank && one.since > other.since);
}
