import type { Instant } from '@hub/domain/time';

/** `[start, end, price]`, whole minutes. Price: a whole number per kWh of any unit. Between segments there is no price. */
export type Segment = readonly [start: Instant, end: Instant, price: number];

/** Segments in any order that do not overlap. */
export type Signal = readonly Segment[];

/** `[start, end)` of one run. */
export type Block = readonly [start: Instant, end: Instant];

/** Work: minutes, watt-hours at `powerW`, or phases `[minutes, watts]` that run in this order without a break. */
export type Amount =
  | { readonly minutes: number }
  | { readonly wh: number }
  | { readonly profile: readonly (readonly [minutes: number, watts: number])[] };

/** What a device does at `now`, and since when. */
export interface DeviceState {
  readonly on: boolean;
  readonly since: Instant;
}

/** One device's work. Absent fields limit nothing. */
export interface Work {
  readonly amount: Amount;
  /** Watts while on; absent with a profile. */
  readonly powerW?: number;
  /** Done already: minutes, Wh for `wh`, minutes from the start of a profile. */
  readonly delivered?: number;
  /** Ready by. */
  readonly deadline: Instant;
  /** No start before. */
  readonly earliest?: Instant;
  /** True: any number of runs; false: one block; absent with a profile, which is one block. */
  readonly interruptible?: boolean;
  /** Least minutes of a run. */
  readonly minOn?: number;
  /** Least minutes between runs. */
  readonly minOff?: number;
  /** Most times that the plan may switch on; only where `interruptible`. */
  readonly maxStarts?: number;
  /** A minute is allowed when its price is at most this. */
  readonly ceiling?: number;
  /** Absent: off for ever. */
  readonly state?: DeviceState;
  /** Among plans of one cost and number of starts: done early (default), or begun late for loads that lose what they store. */
  readonly prefer?: 'early' | 'late';
}

export interface Problem extends Work {
  readonly now: Instant;
  readonly signal: Signal;
}

/** The first constraint after which the work no longer fits. */
export type Reason =
  'deadline' | 'earliest' | 'signal' | 'ceiling' | 'block' | 'maxStarts' | 'minOn' | 'minOff' | 'cap';

export interface Plan {
  readonly blocks: readonly Block[];
  /** Σ over on-minutes of price × watts; divided by 60,000 it is in the price's unit. */
  readonly cost: number;
  /** On-minutes without a price: of a run in progress only. They are not in the cost. */
  readonly unpriced: number;
  /** Minutes of work that do not fit. */
  readonly shortfall: number;
  /** Why not; null without a shortfall. */
  readonly reason: Reason | null;
}

export interface JointDevice extends Work {
  readonly id: string;
}

/** Several devices under one cap. All times and lengths of devices are whole steps; the signal's edges need not be. */
export interface JointProblem {
  readonly now: Instant;
  /** Seconds, whole minutes. */
  readonly step: number;
  readonly signal: Signal;
  readonly capW: number;
  readonly devices: readonly JointDevice[];
}

export interface DevicePlan extends Plan {
  readonly id: string;
}

export interface JointPlan {
  /** In the order of the devices. */
  readonly plans: readonly DevicePlan[];
  readonly cost: number;
  readonly shortfall: number;
  /** True only where nothing better exists. */
  readonly proven: boolean;
}
