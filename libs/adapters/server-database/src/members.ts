import { householdsOf, type ListedMember } from '@hub/domain/community';
import type { CalendarDay } from '@hub/domain/time';
import type { DataSource, EntityManager } from 'typeorm';
import { type MemberRow, MemberSchema } from './schema/club';

export type Member = Readonly<Omit<MemberRow, 'createdAt'>>;

/** Households of the club, present and past. */
export interface MemberStore {
  /** Every household that is or was a member. */
  members(): Promise<readonly Member[]>;
  /** The household that is at a meter point now. */
  memberAt(mpan: string): Promise<Member | undefined>;
  /**
   * Brings the households up to date with the settlement server's list of `today`: new ones join, one that is followed by another at its
   * meter point leaves, and so do those that are listed no more. Nothing is deleted. False where the list cannot be believed: then no one
   * leaves.
   */
  keepMembers(listed: readonly ListedMember[], today: CalendarDay): Promise<boolean>;
}

export function memberStore(source: () => DataSource): MemberStore {
  return {
    members: () => all(source().manager),
    memberAt: async (mpan) =>
      (await all(source().manager)).findLast((member) => member.mpan === mpan && member.leftDay === null),
    keepMembers: (listed, today) =>
      source().transaction(async (manager) => {
        const { changed, joined, credible } = householdsOf(await all(manager), listed, today);
        for (const { id, ...member } of changed) await manager.update(MemberSchema, { id }, member);
        if (joined.length > 0) await manager.insert(MemberSchema, [...joined]);
        return credible;
      }),
  };
}

const all = (manager: EntityManager): Promise<MemberRow[]> => manager.find(MemberSchema, { order: { id: 'ASC' } });
