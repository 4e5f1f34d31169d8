/** A clock that stands still until a test moves it. Times are unix seconds. */
export interface ManualClock {
  /** The present; bound, so that it can be handed over as a plain function. */
  readonly now: () => number;
  advanceS(seconds: number): void;
  set(time: number): void;
}

/** @param start unix seconds; noon of 15 June 2026 in UTC unless told, a day without anything special. */
export function createManualClock(start = 1_781_524_800): ManualClock {
  let time = start;
  return {
    now: () => time,
    advanceS: (seconds) => {
      time += seconds;
    },
    set: (to) => {
      time = to;
    },
  };
}
