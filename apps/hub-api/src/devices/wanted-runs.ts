import type { WantedRuns } from '@hub/domain/devices';
import type { Observable } from 'rxjs';

/** Where schedules say when devices are to run. Asked at each cycle of the control loop, so it answers from memory. */
export interface WantedRunsSource {
  runs(): WantedRuns;
  /** Emits when a plan changed: the loop follows at once. */
  readonly changed: Observable<unknown>;
}
