import type { ClubSeries, ClubSeriesName } from './club';
import type { MeterHalfHours, MeterLive } from './meter';

/** Topics that the hub reads, by what stands in them. A message has one kind: that of the narrowest filter that takes it. */
export const TOPIC_FILTERS = {
  meterLive: ['cydynni/meter/+/live'],
  meterHalfHours: ['cydynni/meter/+/halfhours'],
  club: ['cydynni/club/+/+'],
  originalMeter: ['mtr/e/+'],
  originalAnswer: ['resp/e/+'],
  emoncms: ['emon/#'],
  /** Beside the others: a message there was meant for the hub, and finds the mistake counted. */
  unknown: ['cydynni/meter/#', 'cydynni/club/#', 'mtr/#', 'resp/#'],
} as const satisfies Record<string, readonly string[]>;
export type MessageKind = keyof typeof TOPIC_FILTERS;

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
