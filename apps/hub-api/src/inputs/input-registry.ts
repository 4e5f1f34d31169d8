import type { RegisteredFeed, RegisteredInput } from '@hub/adapters/hub-database';
import { parseProcessList, type ProcessOutcome, type ProcessStep } from '@hub/domain/metering';
import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { keyOf } from './input-key';

/** Newest value of an input. */
export interface LastValue {
  time: number;
  value: number;
}

/** An input that can take readings. */
export interface OpenInput {
  readonly id: number;
  readonly node: string;
  readonly name: string;
  readonly account: string | null;
  description: string;
  /** Where its readings are kept; null: only the newest is known. */
  feed: RegisteredFeed | null;
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

  add(registered: RegisteredInput, feed: RegisteredFeed | null): OpenInput {
    const { id, node, name, account, description, processList } = registered;
    const key = keyOf(node, name);
    const known = this.byKey.get(key);
    if (known) {
      known.feed ??= feed;
      return known;
    }
    const steps = stepsOf(processList);
    const opened: OpenInput = { id, node, name, account, description, feed, last: null, steps, fault: null };
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

  /** A feed is gone: its inputs stay, and keep nothing but their newest value. */
  forgetFeed(feedId: number): void {
    for (const input of this.all()) if (input.feed?.id === feedId) input.feed = null;
  }

  /** An input is gone: the next reading of its name makes a new one. */
  remove(id: number): void {
    const input = this.byId.get(id);
    if (!input) return;
    this.byId.delete(id);
    this.byKey.delete(keyOf(input.node, input.name));
  }

  all(): readonly OpenInput[] {
    return [...this.byId.values()];
  }
}

const stepsOf = (text: string | null): OpenInput['steps'] => (text === null ? null : (parseProcessList(text) ?? []));
