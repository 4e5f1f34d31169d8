import { smallPage } from '@hub/adapters/system';
import { MOST_REQUESTS, PLUG_PAGES, type PlugIdentity } from '@hub/domain/pairing';
import type { Instant } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

/** A plug asks every ten seconds; it is asked back once for that. */
const AGAIN_AFTER_S = 9;

/** Asks plugs at their own pages what they are. Each address seldom, however often it asks; and not more than can be shown. */
@Injectable()
export class PlugPages {
  private readonly askedAt = new Map<string, Instant>();

  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  async identityAt(address: string, now: Instant): Promise<PlugIdentity | undefined> {
    for (const [other, at] of this.askedAt) if (Math.abs(now - at) >= AGAIN_AFTER_S) this.askedAt.delete(other);
    if (this.askedAt.has(address) || this.askedAt.size >= MOST_REQUESTS) return undefined;
    this.askedAt.set(address, now);
    for (const page of PLUG_PAGES) {
      const text = await smallPage({ address, port: this.config.plugs.pagePort, path: page.path });
      const identity = text === undefined ? undefined : page.read(text);
      if (identity) return identity;
    }
    return undefined;
  }
}
