import type { CommunityDatabase, Hub, HubSettings } from '@hub/adapters/server-database';
import type { FleetHub, FleetPage, GroupView, HubLog } from '@hub/contracts';
import { seededShuffle } from '@hub/domain/rollout';
import { Inject, Injectable } from '@nestjs/common';
import { unknownHub, updateOf } from '../hub-views/hub-views';
import { DATABASE } from '../ports/ports';
import { FleetChanged } from './fleet-changed';
import { ReleasesService } from './releases.service';
import { TargetsService } from './targets.service';

const LOG_ENTRIES = 200;

/** The hubs of the fleet, and what the team sets for single ones: group, hold, pinned version. */
@Injectable()
export class FleetHubsService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly releases: ReleasesService,
    private readonly targets: TargetsService,
    private readonly changed: FleetChanged,
  ) {}

  async page(after: string | undefined, limit: number): Promise<FleetPage> {
    const [found, total] = await Promise.all([
      this.database.hubs.hubsAfter(after ?? '', limit + 1),
      this.database.hubs.count(),
    ]);
    const shown = found.slice(0, limit);
    return { hubs: await this.views(shown), total, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  /** @throws ApiError 404 HUB_UNKNOWN */
  async log(id: string): Promise<HubLog> {
    await this.hub(id);
    const entries = await this.database.hubs.logOf(id, LOG_ENTRIES);
    return { entries: entries.map(({ at, event, detail }) => ({ at, event, detail })) };
  }

  /** @throws ApiError 404 HUB_UNKNOWN, 404 RELEASE_UNKNOWN, 409 RELEASE_WITHOUT_BUNDLE */
  async set(id: string, settings: HubSettings): Promise<FleetHub> {
    await this.hub(id);
    if (typeof settings.pin === 'string') await this.releases.ready(settings.pin);
    await this.database.hubs.set([id], settings);
    this.changed.notify();
    const [view] = await this.views([await this.hub(id)]);
    if (view === undefined) throw unknownHub(id);
    return view;
  }

  /** Makes the group this share of the fleet. Hubs of other groups stay there; who is chosen stays chosen when the share grows. */
  async share(group: string, percent: number): Promise<GroupView> {
    const hubs = await this.database.hubs.hubs();
    const free = hubs.filter((hub) => hub.group === null || hub.group === group).map(({ id }) => id);
    const chosen = seededShuffle(free, group).slice(0, Math.ceil((hubs.length * percent) / 100));
    const isChosen = new Set(chosen);
    const left = free.filter((id) => !isChosen.has(id));
    await this.database.hubs.set(left, { group: null });
    await this.database.hubs.set(chosen, { group });
    return { group, hubs: chosen.sort((a, b) => (a < b ? -1 : 1)) };
  }

  private async hub(id: string): Promise<Hub> {
    const hub = await this.database.hubs.hub(id);
    if (hub === undefined) throw unknownHub(id);
    return hub;
  }

  private async views(hubs: readonly Hub[]): Promise<FleetHub[]> {
    const targets = await this.targets.all(hubs);
    return hubs.map((hub) => {
      const { id, group, hold, pin, version, linkedAt, lastContact } = hub;
      const target = targets.get(id)?.release?.version ?? null;
      return { id, group, hold, pin, version, linkedAt, lastContact, update: updateOf(hub), target };
    });
  }
}
