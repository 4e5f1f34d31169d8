import { DestroyRef, effect, inject, type Signal, signal, untracked } from '@angular/core';
import { type Fault, faultOf } from '../http/fault';
import { HubApi, type Shape } from '../http/hub-api';
import { BROWSER_EDGE } from '../live/browser-edge';

const RETRY_MS = 5_000;

/** Something that the hub knows, as this page knows it: the newest answer and why there is no newer one. */
export interface Remote<T> {
  /** Undefined before the first answer. Kept when a later call fails: `fault` then says that it may be old. */
  readonly value: Signal<T | undefined>;
  readonly fault: Signal<Fault | undefined>;
  /** Asks again now. */
  reload(): void;
  /** Takes over what another call answered with. */
  set(value: T): void;
}

/**
 * Asks for `path` below the API at once, again `everyMs` after each answer, and 5 s after a fault. Another path is another
 * thing: what is known of the old one is dropped. Nothing is asked while `path` is undefined. Ends with its injection context.
 */
export function remote<T>(path: () => string | undefined, shape: Shape<T>, everyMs: number): Remote<T> {
  const edge = inject(BROWSER_EDGE);
  const api = inject(HubApi);
  const value = signal<T | undefined>(undefined);
  const fault = signal<Fault | undefined>(undefined);
  let stop = (): void => undefined;

  const ask = (wanted: string): void => {
    stop();
    const abort = new AbortController();
    stop = () => abort.abort();
    const settle = (delayMs: number, change: () => void): void => {
      if (abort.signal.aborted) return;
      change();
      stop = edge.after(delayMs, () => ask(wanted));
    };
    api.get(wanted, shape, abort.signal).then(
      (answer) =>
        settle(everyMs, () => {
          value.set(answer);
          fault.set(undefined);
        }),
      (caught: unknown) => settle(RETRY_MS, () => fault.set(faultOf(caught))),
    );
  };

  effect(() => {
    const wanted = path();
    untracked(() => {
      stop();
      value.set(undefined);
      fault.set(undefined);
      if (wanted !== undefined) ask(wanted);
    });
  });
  inject(DestroyRef).onDestroy(() => stop());
  return {
    value: value.asReadonly(),
    fault: fault.asReadonly(),
    reload: () => {
      const wanted = untracked(path);
      if (wanted !== undefined) ask(wanted);
    },
    set: (answer) => {
      value.set(answer);
      fault.set(undefined);
    },
  };
}
