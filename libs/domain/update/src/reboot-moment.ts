/** Whether the hub runs a controlled load (a plug or charger it switches) right now, as far as it can tell. */
export type ControlledLoad = 'running' | 'none' | 'unknown';

export interface RebootQuestion {
  readonly load: ControlledLoad;
  /** Since the update was ready. Negative when the clock was set back. */
  readonly waitedS: number;
  readonly urgent: boolean;
}

/** A running load is not interrupted before this; the update does not wait for ever either. */
export const REBOOT_DEADLINE_S = 24 * 3600;
export const URGENT_DEADLINE_S = 600;
/** There is no answer whether a load runs: most likely the controller is down, and then it controls nothing. */
export const UNKNOWN_LOAD_WAIT_S = 900;

export function mayReboot({ load, waitedS, urgent }: RebootQuestion): boolean {
  if (load === 'none') return true;
  const deadlineS = urgent ? URGENT_DEADLINE_S : REBOOT_DEADLINE_S;
  return waitedS >= (load === 'unknown' ? Math.min(UNKNOWN_LOAD_WAIT_S, deadlineS) : deadlineS);
}
