import type { Database, StoredSchedule } from '@hub/adapters/hub-database';
import { Inject, Injectable } from '@nestjs/common';
import { FeedCatalogue } from '../feeds/feed-catalogue';
import { SUMMARY_LISTS } from '../history/summary-pull';
import { DATABASE } from '../ports/ports';
import { Settings } from './settings';
import type { Cell, Table } from './table-files';

/** More than the hub keeps of either. */
const ALL_EVENTS = 10_000;
const ALL_AUDIT = 1_000_000;

/**
 * What the hub's database holds of the household, column by column: a column that is new, or secret, is left out until it is
 * named here. Times are unix seconds.
 */
@Injectable()
export class HouseholdTables {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly catalogue: FeedCatalogue,
    private readonly settings: Settings,
  ) {}

  async all(owner: string): Promise<readonly Table[]> {
    return [
      { name: 'settings', rows: this.settings.rows() },
      this.feeds(),
      ...(await Promise.all([this.inputs(), this.devices(), this.people(owner), this.keys(), this.audit()])),
      ...(await this.schedules()),
      ...(await this.summaries()),
    ];
  }

  private feeds(): Table {
    const rows = this.catalogue
      .all()
      .map(({ id, tag, name, unit, intervalS, account }) => ({ id, tag, name, unit, intervalS, account }));
    return { name: 'feeds', rows };
  }

  private async inputs(): Promise<Table> {
    const rows = (await this.database.inputs()).map(
      ({ id, node, name, description, feedId, processList, account }) => ({
        ...{ id, node, name, description, feedId, processList: parsed(processList), account },
      }),
    );
    return { name: 'inputs', rows };
  }

  private async devices(): Promise<Table> {
    const rows = (await this.database.devices()).map(({ id, type, topic, outlet, name, room, account, override }) => ({
      ...{ id, type, topic, outlet, name, room, account, override: parsed(override) },
    }));
    return { name: 'devices', rows };
  }

  private async people(owner: string): Promise<Table> {
    const members = await this.database.members();
    const rows = [
      { name: owner, role: 'owner', until: null },
      ...members.map(({ name, role, until }) => ({ name, role, until })),
    ];
    return { name: 'people', rows };
  }

  private async keys(): Promise<Table> {
    const rows = (await this.database.keys()).map(({ name, role, createdAt, lastUsedAt }) => ({
      ...{ name, role, createdAt, lastUsedAt },
    }));
    return { name: 'api-keys', rows };
  }

  private async audit(): Promise<Table> {
    const entries = await this.database.audit(ALL_AUDIT);
    return { name: 'log', rows: entries.map(({ at, who, action, about }) => ({ at, who, action, about })) };
  }

  private async schedules(): Promise<readonly Table[]> {
    const schedules = await this.database.schedules();
    const events = await Promise.all(schedules.map((schedule) => this.eventsOf(schedule)));
    const rows = schedules.map(({ id, deviceId, rule, standing, published }) => ({
      ...{ id, deviceId, rule: parsed(rule), standing: parsed(standing), plans: parsed(published) },
    }));
    return [
      { name: 'schedules', rows },
      { name: 'schedule-events', rows: events.flat() },
    ];
  }

  private async eventsOf({ id }: StoredSchedule): Promise<Table['rows']> {
    const events = await this.database.scheduleEvents(id, ALL_EVENTS);
    return events.map(({ at, kind, detail }) => ({ scheduleId: id, at, kind, detail: parsed(detail) }));
  }

  /** Days and months with their use, hydro and bill. */
  private async summaries(): Promise<readonly Table[]> {
    const lists = SUMMARY_LISTS.map(async (list) => {
      const kept = await this.database.summaries(list, '0000', '9999');
      return { name: list.replace('/', '-'), rows: kept.map(({ view }) => parsed(view) as Record<string, Cell>) };
    });
    return Promise.all(lists);
  }
}

/** A text that the hub itself wrote as JSON. */
const parsed = (json: string | null): Cell => (json === null ? null : (JSON.parse(json) as Cell));
