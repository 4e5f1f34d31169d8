import { CLOCK_TOLERANCE_S } from '@hub/domain/metering';

/** Larger payloads are not even decoded. Two months of half-hours with status take a fifth of it. */
export const MAX_PAYLOAD_BYTES = 262_144;
/** Text of one `input/bulk`, unpacked: what a device collects during a long outage. */
export const MAX_BULK_BYTES = 1_048_576;
/** Values of one `input/bulk`: they are stored in one go, so they must be few enough not to keep others waiting. */
export const MAX_BULK_VALUES = 20_000;
/** Objects and lists inside each other. The deepest known format, the original's profile, has three. */
export const MAX_DEPTH = 3;
/** Values in one message of a device. Each becomes an input, so a long list is a mistake. */
export const MAX_VALUES = 128;
/** Half-hours in one message: two months. */
export const MAX_HALF_HOURS = 2976;
/** Characters of a text that may be a number: no sensor writes more digits. */
export const MAX_NUMBER_LENGTH = 64;
/** Characters of a text that may be a time. */
export const MAX_STAMP_LENGTH = 64;
/** Characters of a node or an input name. */
export const MAX_NAME_LENGTH = 64;
/** How far ahead of the hub's clock a stamp may be; clocks of small devices drift. */
export const FUTURE_TOLERANCE_S = CLOCK_TOLERANCE_S;
/** How far ahead of a clock that was never set a meter's stamp may be: such a clock stands at the day of its release. */
export const UNSET_CLOCK_TOLERANCE_S = 20 * 366 * 86_400;
/** How old a live value may be. Older ones come from a device without a clock. */
export const MAX_AGE_S = 366 * 86_400;
/** How old a half-hour may be: histories are sent late, but not from before there were smart meters. */
export const MAX_HALF_HOUR_AGE_S = 20 * 366 * 86_400;
/** Feeds keep 32-bit floats: a greater magnitude would become infinite there. */
export const MAX_MAGNITUDE = 3.4028234663852886e38;
