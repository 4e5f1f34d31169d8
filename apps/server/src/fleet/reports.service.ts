import type { CommunityDatabase, Hub, HubLogEntry } from '@hub/adapters/server-database';
import type { HubContact, UpdateStatus } from '@hub/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { updateOf } from '../hub-views/hub-views';
import { type Clock, CLOCK, DATABASE } from '../ports/ports';
import { FleetChanged } from './fleet-changed';

/** What hubs tell about themselves. */
@Injectable()
export class ReportsService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly changed: FleetChanged,
  ) {}

  async contact(hub: Hub, { version, localAddresses, update }: HubContact): Promise<void> {
    await this.database.hubs.noteContact(hub.id, { version, localAddresses }, this.now());
    if (update !== null) await this.report(hub, update);
  }

  /** The version that counts is the one that runs. What changed goes into the hub's log. */
  async report(hub: Hub, status: UpdateStatus): Promise<void> {
    const now = this.now();
    const changes = changesOf(hub, status).map(([event, detail]) => ({ at: now, event, detail: detail.slice(0, 255) }));
    const sign = { version: status.bootedVersion.slice(0, 64), updateStatus: textOf(status) };
    await this.database.hubs.noteContact(hub.id, sign, now);
    await this.database.hubs.log(hub.id, changes);
    if (changes.length > 0) this.changed.notify();
  }

  private now(): number {
    return Math.floor(this.clock());
  }
}

/** As long as its column, in bytes. */
const MOST_BYTES = 65_535;
const LONGEST_TEXT = 200;
const MOST_REFUSED = 20;

/** A status that would not fit is kept without its notes, with short texts and the newest refusals: what the fleet goes by stays. */
function textOf(status: UpdateStatus): string {
  const whole = JSON.stringify(status);
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole;
  const { release, refused, ...rest } = status;
  const short = { ...rest, release: release && { ...release, notes: null }, refused: refused.slice(-MOST_REFUSED) };
  return JSON.stringify(short, (_, value: unknown) =>
    typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value,
  );
}

type Change = readonly [event: HubLogEntry['event'], detail: string];

function changesOf(hub: Hub, status: UpdateStatus): Change[] {
  const before = updateOf(hub);
  const outcome = JSON.stringify(status.outcome);
  return [
    ...when(hub.version !== status.bootedVersion, ['version', `${hub.version} → ${status.bootedVersion}`]),
    ...when(before?.phase !== status.phase, ['phase', `${status.phase} ${status.release?.version ?? ''}`.trim()]),
    ...when(status.outcome !== null && JSON.stringify(before?.outcome ?? null) !== outcome, ['outcome', outcome]),
  ];
}

const when = (changed: boolean, change: Change): Change[] => (changed ? [change] : []);
