import { type LiveSnapshot } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import { liveView } from './live-view';

const T = 1_700_000_000;
const snapshot: LiveSnapshot = {
  serverTime: T,
  meter: { state: 'live', time: T, powerW: 640, importKWh: 1, exportKWh: 0, powerFeedId: 7 },
  broker: 'connected',
  tariff: {
    band: 'midday',
    pencePerKWh: 10,
    importPencePerKWh: 10,
    hydroPencePerKWh: 7,
    hydroShare: 0,
    until: T + 600,
  },
  costPencePerHour: 6.4,
  version: '0.1.0',
};
const live = { kind: 'live', ageS: 2 } as const;
const delayed = { kind: 'delayed', ageS: 60 } as const;

describe('liveView', () => {
  it('shows a live reading with its cost and the price in force', () => {
    expect(liveView(snapshot, live, 'reachable', T + 2)).toEqual({
      reading: 'live',
      powerW: 640,
      lastTime: null,
      ageS: undefined,
      pencePerHour: 6.4,
      price: { band: 'midday', pencePerKWh: 10, untilS: T + 600 },
      trouble: undefined,
    });
  });

  it('keeps a delayed reading on show, with its age', () => {
    expect(liveView(snapshot, delayed, 'reachable', T + 60)).toMatchObject({
      powerW: 640,
      ageS: 60,
      trouble: 'meter-silent',
    });
  });

  it('shows no number without a reading', () => {
    const view = liveView(snapshot, { kind: 'missing', lastTime: T - 90_000 }, 'reachable', T);
    expect(view).toMatchObject({ powerW: undefined, pencePerHour: null, lastTime: T - 90_000, trouble: undefined });
  });

  it('takes a price down that ran out while the hub was silent, and the cost with it', () => {
    expect(liveView(snapshot, delayed, 'unreachable', T + 599)).toMatchObject({ pencePerHour: 6.4 });
    expect(liveView(snapshot, delayed, 'unreachable', T + 600)).toMatchObject({
      price: undefined,
      pencePerHour: null,
      powerW: 640,
    });
  });

  it('does not invent a cost before the hub knows its prices', () => {
    const unpriced = { ...snapshot, tariff: null, costPencePerHour: null };
    expect(liveView(unpriced, live, 'reachable', T)).toMatchObject({ price: undefined, pencePerHour: null });
  });

  it('shows what the hub says a house costs that sends power out', () => {
    const exporting = { ...snapshot, meter: { ...snapshot.meter, powerW: -900 }, costPencePerHour: 0 };
    expect(liveView(exporting, live, 'reachable', T)).toMatchObject({ powerW: -900, pencePerHour: 0 });
  });

  it('shows the one price of the pages where the forecast has it, and what the power costs at that', () => {
    const view = liveView(snapshot, live, 'reachable', T, { pencePerKWh: 7, untilS: T + 300 });
    expect(view).toMatchObject({ price: { band: 'midday', pencePerKWh: 7, untilS: T + 300 } });
    expect(view.pencePerHour).toBeCloseTo(4.48);
    expect(liveView(snapshot, live, 'reachable', T + 300, { pencePerKWh: 7, untilS: T + 300 }).price?.pencePerKWh).toBe(
      10,
    );
  });

  it('names the worst trouble', () => {
    const noBroker = { ...snapshot, broker: 'disconnected' as const };
    expect(liveView(noBroker, delayed, 'unreachable', T).trouble).toBe('unreachable');
    expect(liveView(noBroker, delayed, 'unreadable', T).trouble).toBe('unreadable');
    expect(liveView(noBroker, delayed, 'reachable', T).trouble).toBe('broker-down');
    expect(liveView(undefined, { kind: 'unknown' }, 'connecting', 0).trouble).toBeUndefined();
  });
});
