import type { Problem } from '@hub/domain/provisioning';
import { Injectable } from '@nestjs/common';

/** What parts of this program say is wrong right now; one fault for each part, gone as soon as it works again. */
@Injectable()
export class CurrentFaults {
  private readonly faults = new Map<string, Problem>();

  /** `part`: who says so. `null`: it works again. */
  note(part: string, fault: Problem | null): void {
    if (fault) this.faults.set(part, fault);
    else this.faults.delete(part);
  }

  list(): Problem[] {
    return [...this.faults.values()];
  }
}
