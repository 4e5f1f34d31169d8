import type { ClubSeries, ClubSeriesName } from './club';
import type { MeterHalfHours, MeterLive } from './meter';

/** Subscriptions of the hub, one per family. They do not overlap: a message has exactly one handler. */
export const TOPIC_FAMILIES = {
  meter: 'cydynni/meter/#',
  club: 'cydynni/club/#',
  originalMeter: 'mtr/#',
  originalAnswer: 'resp/#',
  emoncms: 'emon/#',
} as const;
export type TopicFamily = keyof typeof TOPIC_FAMILIES;

/** The hub's own messages by name: who publishes one knows what it must carry. */
export interface MessagePayloads {
  readonly meterLive: MeterLive;
  readonly meterHalfHours: MeterHalfHours;
  readonly club: ClubSeries;
}

/** Topics of the hub's own messages. */
export const topics = {
  meterLive: (serial: string): string => `cydynni/meter/${serial}/live`,
  meterHalfHours: (serial: string): string => `cydynni/meter/${serial}/halfhours`,
  club: (club: string, series: ClubSeriesName): string => `cydynni/club/${club}/${series}`,
} as const satisfies Record<keyof MessagePayloads, (...parts: never[]) => string>;
