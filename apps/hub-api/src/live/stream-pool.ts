import { callerOf } from '@hub/domain/access';
import { finalize, type Observable, Subject, takeUntil } from 'rxjs';

/** Open pages of one device, with room for many tabs. */
const MOST_OF_ONE = 12;
/** Open pages of one house. */
const MOST = 64;

interface Stream {
  readonly caller: string;
  readonly end: Subject<void>;
}

/** Bounds the streams that are open at once. Where there are too many, the oldest of the caller with most of them ends. */
export class StreamPool {
  private readonly open = new Set<Stream>();

  /** The same values, until the stream ends or has to give way. */
  join<T>(address: string, values: Observable<T>): Observable<T> {
    const stream: Stream = { caller: callerOf(address), end: new Subject() };
    const own = this.of(stream.caller);
    if (own.length >= MOST_OF_ONE) this.end(own[0]);
    if (this.open.size >= MOST) this.end(this.busiest()[0]);
    this.open.add(stream);
    return values.pipe(
      takeUntil(stream.end),
      finalize(() => this.open.delete(stream)),
    );
  }

  endAll(): void {
    for (const stream of [...this.open]) this.end(stream);
  }

  get size(): number {
    return this.open.size;
  }

  private end(stream: Stream | undefined): void {
    if (stream === undefined) return;
    this.open.delete(stream);
    stream.end.next();
  }

  private of(caller: string): Stream[] {
    return [...this.open].filter((stream) => stream.caller === caller);
  }

  private busiest(): Stream[] {
    const callers = new Set([...this.open].map(({ caller }) => caller));
    return [...callers]
      .map((caller) => this.of(caller))
      .reduce((most, each) => (each.length > most.length ? each : most), []);
  }
}
