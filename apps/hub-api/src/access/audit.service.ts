import type { Database } from '@hub/adapters/hub-database';
import { AUDIT_ACTIONS, type AuditAction, type AuditList } from '@hub/contracts';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, DATABASE } from '../ports/ports';

const KEPT_S = 366 * 86_400;
const CLEAN_EVERY_MS = 86_400_000;
const MOST_SHOWN = 1_000;
const LONGEST = { who: 64, about: 200 } as const;

/** The log of who did what. What cannot be noted is done all the same: a full card must not keep the owner out. */
@Injectable()
export class AuditService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('audit');
  private readonly cleaning = new PeriodicTask(() => this.clean(), {
    everyMs: CLEAN_EVERY_MS,
    onError: (error) => this.logger.error(error),
  });

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.database.onOpen(() => this.cleaning.soon());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.cleaning.stop();
  }

  /** `about`: whom or what it was done to. */
  async note(who: string, action: AuditAction, about = ''): Promise<void> {
    const at = Math.floor(this.clock());
    const entry = { at, who: who.slice(0, LONGEST.who), action, about: about.slice(0, LONGEST.about) };
    await this.database.addAudit(entry).catch((error: unknown) => this.logger.error(error, action));
  }

  async list(): Promise<AuditList> {
    const entries = await this.database.audit(MOST_SHOWN);
    return {
      entries: entries.flatMap(({ at, who, action, about }) => {
        const known = AUDIT_ACTIONS.find((name) => name === action);
        return known ? [{ at, who, action: known, about }] : [];
      }),
    };
  }

  private async clean(): Promise<undefined> {
    await this.database.forgetAudit(Math.floor(this.clock()) - KEPT_S);
  }
}
