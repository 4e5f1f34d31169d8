import { type Progress, type Problem } from '@hub/domain/provisioning';
import { Injectable } from '@nestjs/common';
import { CurrentFaults } from '../device/current-faults';
import { SetupStateService } from '../setup/setup-state.service';

const STEP = 'history';

/** How the pull goes, for the page: as a step of the first boot, and as a fault of a hub that was complete. */
@Injectable()
export class HistoryProgress {
  constructor(
    private readonly state: SetupStateService,
    private readonly faults: CurrentFaults,
  ) {}

  running(progress?: Progress): void {
    this.state.take({ type: 'running', step: STEP, ...(progress && { progress }) });
  }

  /** Everything was pulled once; what is new may still be on its way. */
  complete(): void {
    this.state.take({ type: 'done', step: STEP });
  }

  done(): void {
    this.complete();
    this.faults.note(STEP, null);
  }

  failed(problem: Problem): void {
    this.state.take({ type: 'failed', step: STEP, problem });
    this.faults.note(STEP, problem);
  }

  undone(): void {
    this.state.take({ type: 'undone', step: STEP });
  }

  /** What went wrong with the last link no longer matters. */
  unlinked(): void {
    this.faults.note(STEP, null);
  }
}
