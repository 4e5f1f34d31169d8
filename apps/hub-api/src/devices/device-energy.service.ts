import type { DeviceEnergy, DeviceEnergyQuery } from '@hub/contracts';
import { answers, energyOfPower, energyOfRegister, type Sample } from '@hub/domain/devices';
import type { FeedStore } from '@hub/domain/series';
import { dayStart, HALF_HOUR_S, halfHoursOfDay, type Instant, shiftDay } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { InputRegistry } from '../inputs/input-registry';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { deviceNode } from './device-readings';
import { DeviceStore } from './device-store';

/** The reading before the first mark belongs to the first part too. */
const BEFORE_S = 900;

/** What a device used, from what was kept of it. */
@Injectable()
export class DeviceEnergyService {
  constructor(
    private readonly store: DeviceStore,
    private readonly registry: InputRegistry,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  /** @throws ApiError 400 DAY_INVALID, 404 DEVICE_UNKNOWN */
  async of(id: number, { day, period }: DeviceEnergyQuery): Promise<DeviceEnergy> {
    this.store.get(id);
    const marks = this.marks(day, period);
    const register = await this.samples(id, 'energy', marks);
    const parts =
      register.length > 1
        ? energyOfRegister(register, marks)
        : energyOfPower(await this.samples(id, 'power', marks), marks);
    const known = parts.filter((part) => part !== null);
    return {
      totalKWh: known.length > 0 ? rounded(known.reduce((sum, part) => sum + part, 0)) : null,
      parts: parts.map((part, index) => ({
        start: marks[index] ?? 0,
        energyKWh: part === null ? null : rounded(part),
      })),
    };
  }

  /** What its total register says now, kWh; undefined where it has none or is not there. */
  registerNow(id: number): number | undefined {
    const device = this.store.all().find((one) => one.id === id);
    return device?.state.gone === false ? (device.state.energyKWh ?? undefined) : undefined;
  }

  /** It answers, and says that it is off: a plug that has just got its power back. */
  saysOff(id: number, now: Instant): boolean {
    const state = this.store.all().find((one) => one.id === id)?.state;
    return state !== undefined && answers(state, now) && (state.on === false || state.mode === 'off');
  }

  /** Readings of its power, W. */
  powerBetween(id: number, start: Instant, end: Instant): Promise<readonly Sample[]> {
    return this.samples(id, 'power', [start, end]);
  }

  private marks(day: string, period: DeviceEnergyQuery['period']): Instant[] {
    const { timeZone } = this.config;
    try {
      if (period === 'month') return monthMarks(day, timeZone);
      const start = dayStart(day, timeZone);
      return Array.from({ length: halfHoursOfDay(day, timeZone) + 1 }, (_, slot) => start + slot * HALF_HOUR_S);
    } catch {
      throw new ApiError(HttpStatus.BAD_REQUEST, 'DAY_INVALID', `There is no day ${day}.`, 'Give a day as 2026-11-30.');
    }
  }

  private async samples(id: number, name: string, marks: readonly Instant[]): Promise<readonly Sample[]> {
    const feed = this.registry.find(deviceNode(id), name)?.feed;
    if (!feed) return [];
    const [start = 0, end = 0] = [marks[0], marks.at(-1)];
    const samples: Sample[] = [];
    const query = {
      start: start - BEFORE_S,
      end: end + feed.intervalS,
      interval: 'original',
      skipMissing: true,
    } as const;
    for await (const [time, value] of this.feeds.query(feed.id, query))
      if (value !== null) samples.push({ time, value });
    return samples;
  }
}

const rounded = (energyKWh: number): number => Math.round(energyKWh * 10_000) / 10_000;

/** Starts of the days of the month that holds `day`, and of the next month's first. */
function monthMarks(day: string, zone: string): Instant[] {
  const first = `${day.slice(0, 7)}-01`;
  dayStart(day, zone);
  const marks: Instant[] = [];
  for (let next = first; next.startsWith(day.slice(0, 7)); next = shiftDay(next, 1)) marks.push(dayStart(next, zone));
  return [...marks, dayStart(shiftDay(first, marks.length), zone)];
}
