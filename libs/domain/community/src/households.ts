import type { CalendarDay } from '@hub/domain/time';

/** A member as the settlement server lists it. */
export interface ListedMember {
  readonly mpan: string;
  /** Opens the member's reports. */
  readonly token: string;
  readonly name: string;
  readonly joinedDay: CalendarDay;
}

/** A household and the time of its membership: from `joinedDay` up to and without `leftDay`. */
export interface Household extends ListedMember {
  readonly id: number;
  readonly leftDay: CalendarDay | null;
}

export interface HouseholdChanges {
  readonly changed: readonly Household[];
  readonly joined: readonly Omit<Household, 'id'>[];
  /** False where so many are missing from the list that it is more likely to be broken than true. */
  readonly credible: boolean;
}

/** A list that lacks more than this part of the members is not believed. */
const MOST_LEAVING = 1 / 2;
/** Clubs this small may change entirely. */
const SMALL_CLUB = 4;

/**
 * What the settlement server's list of `today` makes of the households that are known. Another token under another name at a meter
 * point, or another name that joined later, is another household: it begins a membership of its own, and the one before ends.
 */
export function householdsOf(
  known: readonly Household[],
  listed: readonly ListedMember[],
  today: CalendarDay,
): HouseholdChanges {
  const changed = new Map<number, Household>();
  const joined: Omit<Household, 'id'>[] = [];
  const newest = newestOf(known);
  // Of a meter point that is listed twice the household that joined last is the one of today.
  const byMpan = newestOf(listed);
  for (const listedMember of byMpan.values()) {
    const household = newest.get(listedMember.mpan);
    const member = { ...listedMember, joinedDay: notBefore(known, household, listedMember) };
    if (household === undefined) joined.push({ ...member, leftDay: null });
    else if (isAnother(household, member)) {
      const from = member.joinedDay > household.joinedDay ? member.joinedDay : today;
      const { leftDay } = household;
      if (leftDay === null || leftDay > from) changed.set(household.id, { ...household, leftDay: from });
      joined.push({ ...member, joinedDay: from, leftDay: null });
    } else {
      const same = { ...household, ...member, leftDay: null };
      if (!isEqual(same, household)) changed.set(household.id, same);
    }
  }
  const present = [...newest.values()].filter(({ leftDay }) => leftDay === null);
  const leaving = present.filter(({ mpan }) => !byMpan.has(mpan));
  const credible = isCredible(present.length, leaving.length, listed.length);
  if (credible) for (const household of leaving) changed.set(household.id, { ...household, leftDay: today });
  return { changed: [...changed.values()], joined, credible };
}

const isCredible = (present: number, leaving: number, listed: number): boolean =>
  present <= SMALL_CLUB ? listed > 0 || present === 0 : leaving <= present * MOST_LEAVING;

/** By meter point, the one that joined last. */
function newestOf<Member extends ListedMember>(members: readonly Member[]): ReadonlyMap<string, Member> {
  const newest = new Map<string, Member>();
  for (const member of members) {
    const other = newest.get(member.mpan);
    if (!other || other.joinedDay <= member.joinedDay) newest.set(member.mpan, member);
  }
  return newest;
}

/** A membership never reaches back into that of the household before. */
function notBefore(
  known: readonly Household[],
  own: Household | undefined,
  { mpan, joinedDay }: ListedMember,
): CalendarDay {
  const others = known.filter((other) => other.mpan === mpan && other.id !== own?.id);
  return others.reduce((first, { leftDay }) => (leftDay !== null && leftDay > first ? leftDay : first), joinedDay);
}

function isAnother(household: Household, { token, name, joinedDay }: ListedMember): boolean {
  if (name === household.name) return false;
  return token !== household.token || joinedDay > household.joinedDay;
}

const isEqual = (a: Household, b: Household): boolean =>
  a.token === b.token && a.name === b.name && a.joinedDay === b.joinedDay && a.leftDay === b.leftDay;
