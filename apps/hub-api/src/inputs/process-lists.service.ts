import type { Database } from '@hub/adapters/hub-database';
import type { ProcessListView } from '@hub/contracts';
import { formatProcessList, processListFaults, type ProcessStep } from '@hub/domain/metering';
import type { FeedStore } from '@hub/domain/series';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { ApiError } from '@hub/nest-http';
import { DATABASE, FEED_STORE } from '../ports/ports';
import { InputRegistry, type OpenInput } from './input-registry';
import { inputUnknown } from './input-unknown';
import { ProcessMemory } from './process-memory';

/** Reads and sets the lists of inputs. */
@Injectable()
export class ProcessListsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    private readonly registry: InputRegistry,
    private readonly memory: ProcessMemory,
  ) {}

  /** @throws ApiError 404 HUB_INPUT_UNKNOWN */
  view(inputId: number): ProcessListView {
    const { steps, fault } = this.input(inputId);
    const shown = steps?.map(({ key, arguments: given }) => ({ process: key, arguments: [...given] })) ?? null;
    return { inputId, steps: shown, fault };
  }

  /**
   * Gives an input a list, or none (null: readings go to its own feed). What the old one remembered is forgotten.
   * @throws ApiError 404 HUB_INPUT_UNKNOWN, 400 HUB_PROCESS_LIST_INVALID
   */
  async set(inputId: number, steps: readonly ProcessStep[] | null): Promise<ProcessListView> {
    const input = this.input(inputId);
    const faults = this.faults(steps ?? []);
    if (faults.length > 0) throw invalidList(faults);
    await this.database.setProcessList(inputId, steps === null ? null : formatProcessList(steps));
    this.memory.forget(inputId);
    input.steps = steps;
    input.fault = null;
    return this.view(inputId);
  }

  /** What is wrong with a list, in words. */
  faults(steps: readonly ProcessStep[]): readonly string[] {
    return processListFaults(steps, {
      feedIntervalS: (feedId) => this.feeds.meta(feedId)?.intervalS,
      hasInput: (inputId) => this.registry.get(inputId) !== undefined,
    });
  }

  private input(inputId: number): OpenInput {
    const input = this.registry.get(inputId);
    if (input) return input;
    throw inputUnknown(inputId);
  }
}

const invalidList = (faults: readonly string[]): ApiError =>
  new ApiError(
    HttpStatus.BAD_REQUEST,
    'HUB_PROCESS_LIST_INVALID',
    `The list was not taken: ${faults.join('; ')}.`,
    'Correct the named steps; GET /api/v1/feeds and /api/v1/inputs list what a step may name.',
  );
