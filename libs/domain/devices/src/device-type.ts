import type { Instant } from '@hub/domain/time';
import type { Command, DeviceAddress, DeviceMessage, Report } from './report';

/** What a device is to a household. */
export type DeviceKind = 'plug' | 'charger' | 'heat-pump' | 'meter' | 'bridge';

/** A time in which a device is to be on: `start` ≤ t < `end`. */
export interface Run {
  readonly start: Instant;
  readonly end: Instant;
}

/** How a device follows runs by itself, so that it ends them when the hub is gone. */
export interface TimerControl {
  /**
   * The runs, written as the device's timer keeps them, in the form of `Report.timer`; undefined where its clock cannot
   * tell them (an hour that the clock shows twice). At most `slots` runs are given.
   */
  write(runs: readonly Run[], zone: string): string | undefined;
  /** The timer as it is with no run in it. */
  readonly empty: string;
  readonly slots: number;
  /** Whether the timer has the output on, for a device that does not say. */
  on?(timer: string, now: Instant): boolean;
  /** Sets the timer. */
  set(address: DeviceAddress, timer: string): readonly Command[];
  /** Lets the device follow its timer, which has it `on` now. */
  follow(address: DeviceAddress, on: boolean): readonly Command[];
  /** The timer switches at its times only: what the device is between them is told, and has to be as planned. */
  readonly actsAtItsTimes?: true;
}

/** How a device is switched. */
export interface Control {
  /** On or off until told otherwise. A type with a timer empties that too. */
  switch(address: DeviceAddress, on: boolean): readonly Command[];
  /** Asks for a report. Absent where the device cannot be asked: it says each change by itself, once. */
  ask?(address: DeviceAddress): readonly Command[];
  readonly timer?: TimerControl;
  /** The device says by itself when its button was pressed, so a difference without that is a lost command. */
  readonly announcesPresses: boolean;
}

/** Topics of a device's account: what it may send and what it may hear. */
export interface TopicRights {
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
}

/** All that the hub knows about one type of device. Adding a type is writing one of these, and a table of its messages. */
export interface DeviceType {
  readonly kind: DeviceKind;
  /** Topic that its account gets, by default, for a name that no other device has. */
  topicOf(name: string): string;
  rights(address: DeviceAddress): TopicRights;
  /** What the message says of this outlet; null where it is about something else. */
  decode(message: DeviceMessage, address: DeviceAddress): Report | null;
  /** The broker keeps what the device says of its state, and it is renewed at each connection: it counts as said now. */
  readonly retainsState?: true;
  /** Absent for what is only read. */
  readonly control?: Control;
  /** What the household enters in the device: its labels, as its own page or app shows them. */
  readonly settings: DeviceSettings;
}

/** Where in the firmware's own pages the broker is entered, and the words it uses there. */
export interface DeviceSettings {
  /** Pages and buttons from its first page on. */
  readonly path: readonly string[];
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  /** Absent where the topic follows from the device's own name. */
  readonly topic?: string;
  /** Further settings that it needs, label and value. */
  readonly also: readonly (readonly [label: string, value: string])[];
}

/** The part of a topic below the device's own; undefined for another device's. */
export function below(topic: string, own: string): string | undefined {
  return topic.startsWith(`${own}/`) ? topic.slice(own.length + 1) : undefined;
}
