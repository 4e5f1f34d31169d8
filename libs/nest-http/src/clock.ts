import type { Instant } from '@hub/domain/time';

/** Token under which a program injects its clock. */
export const CLOCK = Symbol('Clock');

/** Unix seconds with fractions. */
export type Clock = () => Instant;
