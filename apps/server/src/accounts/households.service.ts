import type { CommunityDatabase, Member } from '@hub/adapters/server-database';
import type { HouseholdRemoval, IssuedClaimCode } from '@hub/contracts';
import { shownClaimCode } from '@hub/domain/provisioning';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { HubsService } from '../hubs/hubs.service';
import { DATABASE } from '../ports/ports';
import { claimCodeHash, newClaimCode } from './claim-code';

/** What the team does for a household: lets it in again, or ends its account. */
@Injectable()
export class HouseholdsService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly hubs: HubsService,
  ) {}

  /** A new claim code; an older one is no longer valid. @throws ApiError 404 HOUSEHOLD_UNKNOWN, 409 HOUSEHOLD_HAS_ACCOUNT */
  async issueClaimCode(mpan: string): Promise<IssuedClaimCode> {
    const { id } = await this.member(mpan);
    const code = newClaimCode();
    if (await this.database.accounts.setClaimCode(id, await claimCodeHash(code)))
      return { claimCode: shownClaimCode(code) };
    throw new ApiError(
      HttpStatus.CONFLICT,
      'HOUSEHOLD_HAS_ACCOUNT',
      'This household has an account already.',
      'Remove the account first; its history and, unless told otherwise, its hubs stay.',
    );
  }

  /**
   * Ends the account and everybody's session with it. The household's hubs go on unless they are to be unlinked too.
   *
   * @throws ApiError 404 HOUSEHOLD_UNKNOWN or HOUSEHOLD_HAS_NO_ACCOUNT
   */
  async removeAccount(mpan: string, unlink: boolean): Promise<HouseholdRemoval> {
    const { id } = await this.member(mpan);
    const removed = await this.database.accounts.remove(id);
    const hubs = unlink ? await this.database.hubs.hubsOf(id) : [];
    for (const hub of hubs) await this.hubs.remove(hub);
    // Asked again after a cut in the middle, it unlinks what is left.
    if (removed || hubs.length > 0) return { unlinked: hubs.map((hub) => hub.id) };
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'HOUSEHOLD_HAS_NO_ACCOUNT',
      'This household has no account.',
      'Give it a claim code, with which it makes one.',
    );
  }

  private async member(mpan: string): Promise<Member> {
    const member = await this.database.memberAt(mpan);
    if (member !== undefined) return member;
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'HOUSEHOLD_UNKNOWN',
      'No household of the club has this MPAN.',
      'Check it against the settlement server; members come with the first round of fetching.',
    );
  }
}
