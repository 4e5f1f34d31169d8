import type { Instant } from '@hub/domain/time';

/** What an input measures and how it is kept. Two readings with the same `node` and `name` belong to one input. */
export interface Source {
  /** Device, for example `plug1`. The hub's own sources carry a colon (`meter:1234`), which no device name can. */
  readonly node: string;
  readonly name: string;
  /** Unit of the values, for example `W` or `kWh`; empty where the device does not say. */
  readonly unit: string;
  /** Distance between two stored points, seconds. */
  readonly intervalS: number;
  /** True for values that can never be measured again: they are on the disk before anything else happens to them. */
  readonly durable: boolean;
  /** True: kept in a feed from its first value on. False: only its newest value is known until somebody asks for more. */
  readonly logged: boolean;
}

/** One measured value: finite, and its time is neither ahead of the clock nor from another age. */
export interface Reading {
  readonly source: Source;
  readonly time: Instant;
  readonly value: number;
}
