/** Larger payloads are not even decoded. Two months of half-hours with status take a fifth of it. */
export const MAX_PAYLOAD_BYTES = 262_144;
/** Objects and lists inside each other. The deepest known format, the original's profile, has three. */
export const MAX_DEPTH = 3;
/** Values in one message of a device. Each becomes an input, so a long list is a mistake. */
export const MAX_VALUES = 128;
/** Half-hours in one message: two months. */
export const MAX_HALF_HOURS = 2976;
/** Characters of a node or an input name. */
export const MAX_NAME_LENGTH = 64;
/** How far ahead of the hub's clock a stamp may be; clocks of small devices drift. */
export const FUTURE_TOLERANCE_S = 300;
/** How old a live value may be. Older ones come from a device without a clock. */
export const MAX_AGE_S = 366 * 86_400;
/** How old a half-hour may be: histories are sent late, but not from before there were smart meters. */
export const MAX_HALF_HOUR_AGE_S = 20 * 366 * 86_400;
/** Feeds keep 32-bit floats: a greater magnitude would become infinite there. */
export const MAX_MAGNITUDE = 3.4028234663852886e38;
