export { createManualClock, type ManualClock } from './manual-clock';
export { type SuiteHooks, useServices } from './use-services';
export { waitFor, type WaitOptions } from './wait-for';
