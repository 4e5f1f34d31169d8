import { formatProcessList, parseProcessList } from '@hub/domain/metering';
import { Injectable } from '@nestjs/common';
import { IngestService } from '../inputs/ingest.service';
import { InputRegistry } from '../inputs/input-registry';
import { InputsService } from '../inputs/inputs.service';
import { ProcessListsService } from '../inputs/process-lists.service';
import type { InputEntry, InputPorts } from './input-routes';

/** The hub's inputs, as clients of emoncms know them. */
@Injectable()
export class InputPortsService {
  constructor(
    private readonly registry: InputRegistry,
    private readonly ingest: IngestService,
    private readonly inputs: InputsService,
    private readonly lists: ProcessListsService,
  ) {}

  readonly ports: InputPorts = {
    arrival: () => this.ingest.arrival(),
    accept: (parsed, from) => this.ingest.accept(parsed, from),
    inputs: () => this.all(),
    setProcessList: (inputId, text) => this.setProcessList(inputId, text),
    describeInput: (inputId, description) => this.inputs.describe(inputId, description),
    removeInput: (inputId) => this.inputs.remove(inputId),
    cleanInputs: () => this.inputs.clean(),
  };

  private all(): readonly InputEntry[] {
    return this.registry.all().map(({ id, node, name, description, last, steps }) => ({
      id,
      node,
      name,
      description,
      time: last?.time ?? null,
      value: last?.value ?? null,
      processList: formatProcessList(steps ?? []),
    }));
  }

  /** '' takes the list away: readings go to the input's own feed again, if it has one. A text is why a list was not taken. */
  private async setProcessList(inputId: number, text: string): Promise<string | undefined> {
    const steps = parseProcessList(text);
    if (steps === undefined) return 'Invalid process list';
    const [fault] = this.lists.faults(steps);
    if (fault !== undefined) return fault;
    await this.lists.set(inputId, steps.length === 0 ? null : steps);
    return undefined;
  }
}
