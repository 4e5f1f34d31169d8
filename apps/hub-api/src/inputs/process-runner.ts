import { type ProcessOutcome, type ProcessWorld, runProcessList } from '@hub/domain/metering';
import type { FeedStore, Point } from '@hub/domain/series';
import { periodStarts, zoneOf } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { IngestCounters } from './ingest-counters';
import { InputRegistry, type OpenInput } from './input-registry';
import { ProcessMemory } from './process-memory';

/** Sends readings through the lists of their inputs. */
@Injectable()
export class ProcessRunner {
  private readonly dayStart: ProcessWorld['dayStart'];
  private readonly inputValue: ProcessWorld['inputValue'];
  private readonly feedLast: ProcessWorld['feedLast'];

  constructor(
    @Inject(FEED_STORE) feeds: FeedStore,
    @Inject(CONFIG) { timeZone }: HubConfig,
    registry: InputRegistry,
    private readonly memory: ProcessMemory,
    private readonly counters: IngestCounters,
  ) {
    const zone = zoneOf(timeZone);
    this.dayStart = (time) => periodStarts(zone, time, 'daily').next().value;
    this.inputValue = (inputId) => registry.get(inputId)?.last?.value ?? null;
    this.feedLast = (feedId) => feeds.last(feedId) ?? null;
  }

  /** What lists remember of an earlier run. */
  load(): Promise<void> {
    return this.memory.load();
  }

  /** What a reading of `input` brings to which feeds. A list that fails is counted and named, and brings what it got to. */
  run(input: OpenInput, { time, value }: Point): ProcessOutcome {
    const known = this.memory.of(input.id);
    const outcome = runProcessList(input.steps ?? [], {
      time,
      original: value,
      inputValue: this.inputValue,
      feedLast: this.feedLast,
      remembered: (key) => known.get(key) ?? null,
      dayStart: this.dayStart,
    });
    input.fault = outcome.fault;
    if (outcome.fault !== null) this.counters.reject(`process-${outcome.fault}`);
    return outcome;
  }

  /** Keeps what processes know of a reading, but for the feeds that did not take it. */
  remember({ id }: OpenInput, { remember }: ProcessOutcome, refused: ReadonlySet<number>): void {
    for (const remembered of remember.values())
      if (!refused.has(remembered.feedId)) this.memory.remember(id, remembered);
  }
}
