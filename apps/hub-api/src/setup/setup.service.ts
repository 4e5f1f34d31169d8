import type { ClaimRequest, LinkRequest, PasswordReset, SessionView, SetupView } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import type { CookieJar } from '@hub/nest-http';
import { AuthService } from '../access/auth.service';
import { ClaimService } from './claim.service';
import { LinkService } from '../server-link/link.service';
import { problemOf } from '../server-link/server-refusal';
import { SetupStateService } from './setup-state.service';
import { SetupViewService } from './setup-view.service';

/** The steps of the first boot that a person takes. */
@Injectable()
export class SetupService {
  constructor(
    private readonly claims: ClaimService,
    private readonly links: LinkService,
    private readonly sessions: AuthService,
    private readonly state: SetupStateService,
    private readonly views: SetupViewService,
  ) {}

  async claim(request: ClaimRequest, reply: CookieJar): Promise<SetupView> {
    const owner = await this.claims.claim(request);
    this.state.take({ type: 'done', step: 'claim' });
    await this.sessions.open(owner, reply);
    return this.views.now();
  }

  async resetPassword(request: PasswordReset, reply: CookieJar): Promise<SessionView> {
    return this.sessions.open(await this.claims.reset(request), reply);
  }

  async link(request: LinkRequest): Promise<SetupView> {
    this.state.take({ type: 'running', step: 'link' });
    try {
      await this.links.link(request);
    } catch (error) {
      this.state.take({ type: 'failed', step: 'link', problem: problemOf(error) });
      throw error;
    }
    return this.views.now();
  }

  async unlink(): Promise<SetupView> {
    await this.links.unlink();
    return this.views.now();
  }
}
