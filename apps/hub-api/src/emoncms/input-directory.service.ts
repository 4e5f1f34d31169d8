import { formatProcessList, parseProcessList } from '@hub/domain/metering';
import { Injectable } from '@nestjs/common';
import { IngestCounters } from '../inputs/ingest-counters';
import { InputRegistry } from '../inputs/input-registry';
import { ProcessListsService } from '../inputs/process-lists.service';
import { Registrar } from '../inputs/registrar';
import type { InputMessage } from './input-parse';
import type { InputEntry } from './input-routes';

/** What clients of emoncms send without saying: a new input is stored every 10 s. */
const NEW_INPUT = { unit: '', intervalS: 10, durable: false } as const;

/** The hub's inputs, as clients of emoncms know them. */
@Injectable()
export class InputDirectory {
  constructor(
    private readonly registry: InputRegistry,
    private readonly registrar: Registrar,
    private readonly lists: ProcessListsService,
    private readonly counters: IngestCounters,
  ) {}

  all(): readonly InputEntry[] {
    return this.registry.all().map(({ id, node, name, last, steps }) => ({
      id,
      node,
      name,
      time: last?.time ?? null,
      value: last?.value ?? null,
      processList: formatProcessList(steps ?? []),
    }));
  }

  take({ node, time, values }: InputMessage): void {
    this.counters.accepted += 1;
    const readings = values.map(({ name, value }) => ({
      source: { node, name, ...NEW_INPUT },
      points: [{ time, value }],
    }));
    if (readings.length > 1) for (const { source, points } of readings) this.registrar.see(source, points);
    for (const { source, points } of readings) {
      const refused = this.registrar.write(source, points);
      if (refused) this.counters.reject(refused);
    }
  }

  /** '' takes the list away: readings go to the input's own feed again. A text is why a list was not taken. */
  async setProcessList(inputId: number, text: string): Promise<string | undefined> {
    const steps = parseProcessList(text);
    if (steps === undefined) return 'Invalid process list';
    const [fault] = this.lists.faults(steps);
    if (fault !== undefined) return fault;
    await this.lists.set(inputId, steps.length === 0 ? null : steps);
    return undefined;
  }
}
