import { matchesSecret } from '@hub/adapters/system';
import type { ClaimRequest, PasswordReset } from '@hub/contracts';
import { typedClaimCode } from '@hub/domain/provisioning';
import { ApiError, OneAtATime } from '@hub/nest-http';
import { HttpStatus, Injectable } from '@nestjs/common';
import { type Account, AccountsService, alreadyClaimed, unclaimed } from '../access/accounts.service';
import { AuthService } from '../access/auth.service';
import { IdentityService } from '../device/identity.service';

/** The one who has the hub's label in hand becomes its owner, and is let in again who forgot the password. */
@Injectable()
export class ClaimService {
  private readonly claims = new OneAtATime();

  constructor(
    private readonly identity: IdentityService,
    private readonly accounts: AccountsService,
    private readonly auth: AuthService,
  ) {}

  /** @throws ApiError 403 WRONG_CLAIM_CODE, 409 ALREADY_CLAIMED, 503 HUB_NO_IDENTITY or HUB_DATABASE_AWAY */
  claim({ code, name, password }: ClaimRequest): Promise<Account> {
    return this.claims.run(async () => {
      const { claimCodeHash } = await this.identity.required();
      // A hub that is owned does not tell whether a code is right.
      if (await this.accounts.claimed()) throw alreadyClaimed();
      await expectCode(code, claimCodeHash);
      return this.accounts.claim(name, password);
    });
  }

  /** Every session ends. @throws ApiError 403 WRONG_CLAIM_CODE, 409 HUB_UNCLAIMED, 503 HUB_NO_IDENTITY, HUB_DATABASE_AWAY or HUB_SESSIONS_AWAY */
  reset({ code, password }: PasswordReset): Promise<Account> {
    return this.claims.run(async () => {
      const { claimCodeHash } = await this.identity.required();
      if (!(await this.accounts.claimed())) throw unclaimed();
      await expectCode(code, claimCodeHash);
      return this.auth.resetOwner(password);
    });
  }
}

async function expectCode(typed: string, hash: string): Promise<void> {
  if (!(await matchesSecret(typedClaimCode(typed) ?? '', hash))) throw wrongCode();
}

const wrongCode = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'WRONG_CLAIM_CODE',
    'This is not the code of this hub.',
    'Type the ten characters from the label under the hub, or from claim-code.txt on its card.',
  );
