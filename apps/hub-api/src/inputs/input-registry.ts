import type { RegisteredFeed, RegisteredInput } from '@hub/adapters/database';
import { parseProcessList, type ProcessOutcome, type ProcessStep } from '@hub/domain/metering';
import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { keyOf } from './input-key';

/** Newest value of an input. */
export interface LastValue {
  time: number;
  value: number;
}

/** An input that can take readings: its feed is open. */
export interface OpenInput {
  readonly id: number;
  readonly node: string;
  readonly name: string;
  readonly feed: RegisteredFeed;
  /** Written in place for each reading: the hottest value of the hub. */
  last: LastValue | null;
  /** What its readings go through; null: they go to its feed. */
  steps: readonly ProcessStep[] | null;
  /** Why the newest reading did not get to the end of the list. */
  fault: ProcessOutcome['fault'];
}

/** The inputs that can take readings, in memory: a reading needs no database. */
@Injectable()
export class InputRegistry {
  private readonly byKey = new Map<string, OpenInput>();
  private readonly byId = new Map<number, OpenInput>();
  private readonly additions = new Subject<void>();

  /** Emits after an input was added. */
  readonly changed = this.additions.asObservable();

  get size(): number {
    return this.byKey.size;
  }

  add({ id, node, name, feed, processList }: RegisteredInput & { readonly feed: RegisteredFeed }): OpenInput {
    const key = keyOf(node, name);
    const known = this.byKey.get(key);
    if (known) return known;
    const opened: OpenInput = { id, node, name, feed, last: null, steps: stepsOf(processList), fault: null };
    this.byKey.set(key, opened);
    this.byId.set(opened.id, opened);
    this.additions.next();
    return opened;
  }

  find(node: string, name: string): OpenInput | undefined {
    return this.byKey.get(keyOf(node, name));
  }

  get(id: number): OpenInput | undefined {
    return this.byId.get(id);
  }

  /** Its feed is gone: the next reading makes a new one. */
  forget(feedId: number): void {
    for (const input of this.all()) {
      if (input.feed.id !== feedId) continue;
      this.byId.delete(input.id);
      this.byKey.delete(keyOf(input.node, input.name));
    }
  }

  all(): readonly OpenInput[] {
    return [...this.byId.values()];
  }
}

const stepsOf = (text: string | null): OpenInput['steps'] => (text === null ? null : (parseProcessList(text) ?? []));
