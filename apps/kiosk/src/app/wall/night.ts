import { HALF_HOUR_S } from '@hub/domain/time';
import { formatClock } from '@hub/ui';

/** When a home sleeps, by the house's clocks. */
const FROM = '22:00';
const UNTIL = '06:30';
/** How long a touch lights the screen at night. */
export const LIT_S = 60;

/** Whether the screen dims at the house's time `nowS`, which was last touched at `touchedS`. */
export function isDimmed(nowS: number, touchedS: number): boolean {
  const clock = formatClock(nowS);
  return (clock >= FROM || clock < UNTIL) && nowS - touchedS >= LIT_S;
}

const STEPS: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
];
const STEP_PX = 4;

/** How far everything is moved so that no edge stays on the same points of the screen: another place each half-hour. */
export function burnInShift(nowS: number): string {
  const [x, y] = STEPS[Math.floor(nowS / HALF_HOUR_S) % STEPS.length] ?? [0, 0];
  return `${x * STEP_PX}px ${y * STEP_PX}px`;
}
