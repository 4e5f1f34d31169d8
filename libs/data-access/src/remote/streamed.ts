import { DestroyRef, effect, inject, type Signal, signal, untracked } from '@angular/core';
import { type Fault, faultOf } from '../http/fault';
import { HubApi, type Shape } from '../http/hub-api';
import { BROWSER_EDGE } from '../live/browser-edge';
import { retryDelayMs, SILENCE_MS } from '../live/link';

/** What a stream brings: the path of its events below the API, their name, and where the same can be asked for once. */
export interface StreamSource<T> {
  readonly path: string;
  readonly event: string;
  readonly latest: string;
  readonly shape: Shape<T>;
}

/** Something that the hub tells at every change, as this page knows it. */
export interface Streamed<T> {
  /** Undefined before the first event. Kept when the stream ends: `fault` then says that it may be old. */
  readonly value: Signal<T | undefined>;
  readonly fault: Signal<Fault | undefined>;
  /** Takes over what another call answered with. */
  set(value: T): void;
}

/** The hub tells at least this often how things are, also when nothing has changed. */
const QUIET_MS = SILENCE_MS + 10_000;

/**
 * Listens while `wanted`, and comes back by itself. A stream says nothing of why it fails: the same is then asked for, which
 * brings the newest value where only streams do not get through, and otherwise the refusal. Ends with its injection context.
 */
export function streamed<T>(source: StreamSource<T>, wanted: () => boolean): Streamed<T> {
  const edge = inject(BROWSER_EDGE);
  const api = inject(HubApi);
  const value = signal<T | undefined>(undefined);
  const fault = signal<Fault | undefined>(undefined);
  let failures = 0;
  let end = (): void => undefined;

  const take = (answer: T): void => {
    value.set(answer);
    fault.set(undefined);
  };
  const ask = (signal: AbortSignal): void => {
    api.get(source.latest, source.shape, signal).then(
      (answer) => !signal.aborted && take(answer),
      (caught: unknown) => !signal.aborted && fault.set(faultOf(caught)),
    );
  };
  const open = (): void => {
    end();
    const abort = new AbortController();
    let cancelTimer = (): void => undefined;
    let closeStream = (): void => undefined;
    end = () => {
      abort.abort();
      cancelTimer();
      closeStream();
    };
    const retry = (): void => {
      cancelTimer();
      closeStream();
      ask(abort.signal);
      cancelTimer = edge.after(retryDelayMs(failures), open);
      failures += 1;
    };
    const watchQuiet = (): void => {
      cancelTimer();
      cancelTimer = edge.after(QUIET_MS, retry);
    };
    const hear = (text: string): void => {
      watchQuiet();
      const parsed = source.shape.safeParse(jsonOf(text));
      if (!parsed.success) {
        fault.set({ kind: 'unreadable' });
        return;
      }
      failures = 0;
      take(parsed.data);
    };
    watchQuiet();
    closeStream = edge.openStream(`/api/v1/${source.path}`, source.event, { heard: hear, failed: retry });
  };
  const close = (): void => end();

  let unwatch = (): void => undefined;
  effect(() => {
    const isWanted = wanted();
    untracked(() => {
      unwatch();
      close();
      value.set(undefined);
      fault.set(undefined);
      if (!isWanted) return;
      open();
      unwatch = edge.watchSight((visible) => (visible ? open() : close()));
    });
  });
  inject(DestroyRef).onDestroy(() => {
    unwatch();
    close();
  });
  return { value: value.asReadonly(), fault: fault.asReadonly(), set: take };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the shape refuses it.
    return undefined;
  }
}
