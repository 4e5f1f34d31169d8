import { signal } from '@angular/core';
import { type LiveSnapshot } from '@hub/contracts';
import { type HistoryState, type HubHealth, type PowerPoint, type ReadingState } from '@hub/data-access';

/** A hub whose every word the test sets. For specs only. */
export class FakeHub {
  readonly snapshot = signal<LiveSnapshot | undefined>(undefined);
  readonly reading = signal<ReadingState>({ kind: 'unknown' });
  readonly health = signal<HubHealth>('connecting');
  readonly history = signal<HistoryState>('waiting');
  readonly points = signal<readonly PowerPoint[]>([]);
  readonly timeS = signal<number | undefined>(undefined);

  /** A live reading of `powerW` at `timeS`, at 10 p/kWh for another hour. */
  tell(powerW: number, timeS: number, version = '0.1.0'): void {
    this.timeS.set(timeS);
    this.health.set('reachable');
    this.reading.set({ kind: 'live', ageS: 0 });
    this.snapshot.set({
      serverTime: timeS,
      meter: { state: 'live', time: timeS, powerW, importKWh: 1, exportKWh: 0, powerFeedId: 7 },
      broker: 'connected',
      tariff: {
        band: 'midday',
        pencePerKWh: 10,
        importPencePerKWh: 10,
        hydroPencePerKWh: 7,
        hydroShare: 0,
        until: timeS + 3_600,
      },
      costPencePerHour: powerW / 100,
      version,
    });
  }
}
