import { TestBed } from '@angular/core/testing';
import { LiveHub } from '@hub/data-access';
import { describe, expect, it } from 'vitest';
import { watchNoLayout } from '../silent-observer.fake';
import { FakeHub } from './hub.fake';
import { NowPage } from './now-page';

const T = Date.UTC(2026, 10, 23, 12) / 1_000;

function open() {
  const hub = new FakeHub();
  watchNoLayout();
  TestBed.configureTestingModule({ providers: [{ provide: LiveHub, useValue: hub }] });
  const fixture = TestBed.createComponent(NowPage);
  const page = fixture.nativeElement as HTMLElement;
  const text = async (selector: string) => {
    await fixture.whenStable();
    return page.querySelector(selector)?.textContent.replaceAll(/\s+/g, ' ').trim();
  };
  return { hub, page, text };
}

describe('NowPage', () => {
  it('connects', async () => {
    const { text } = open();
    expect(await text('hub-state-badge')).toBe('Connecting');
    expect(await text('.figure')).toBe('Connecting to your hub…');
    expect(await text('hub-power-chart')).toBeUndefined();
  });

  it('is live', async () => {
    const { hub, text } = open();
    hub.tell(640, T);
    expect(await text('hub-state-badge')).toBe('Live');
    expect(await text('.amount')).toBe('640W');
    expect(await text('hub-cost-figure')).toBe('6.4p an hour');
    expect(await text('hub-price-band')).toContain('10p per unit until 13:00');
    expect(await text('hub-trouble-notice')).toBeUndefined();
  });

  it('is delayed, with the age counting up beside the last values', async () => {
    const { hub, text } = open();
    hub.tell(640, T);
    hub.reading.set({ kind: 'delayed', ageS: 26 });
    expect(await text('hub-state-badge')).toBe('Delayed');
    expect(await text('.age')).toBe('Last reading 26 seconds ago');
    hub.reading.set({ kind: 'delayed', ageS: 61 });
    expect(await text('.age')).toBe('Last reading 1 minute ago');
    expect(await text('.amount')).toBe('640W');
    expect(await text('hub-trouble-notice')).toContain('The meter has gone quiet');
  });

  it('has nothing to show and says what to do', async () => {
    const { hub, text } = open();
    hub.tell(640, T);
    hub.reading.set({ kind: 'missing', lastTime: null });
    expect(await text('hub-state-badge')).toBe('No reading');
    expect(await text('hub-no-reading h2')).toBe('Waiting for the first reading');
    expect(await text('hub-power-figure')).toBeUndefined();
    hub.reading.set({ kind: 'missing', lastTime: T - 90_000 });
    expect(await text('hub-no-reading h2')).toBe('No reading for more than a day');
  });

  it('says that the hub does not answer and keeps the last values', async () => {
    const { hub, text } = open();
    hub.tell(640, T);
    hub.health.set('unreachable');
    hub.reading.set({ kind: 'delayed', ageS: 9 });
    expect(await text('hub-trouble-notice')).toContain('The hub does not answer');
    expect(await text('.amount')).toBe('640W');
    hub.tell(650, T + 20);
    expect(await text('hub-trouble-notice')).toBeUndefined();
  });

  it('announces a change of state, never a reading', async () => {
    const { hub, page, text } = open();
    hub.tell(640, T);
    expect(await text('[role=status]')).toBe('Readings are live');
    hub.tell(900, T + 10);
    expect(await text('[role=status]')).toBe('Readings are live');
    hub.reading.set({ kind: 'delayed', ageS: 30 });
    expect(await text('[role=status]')).toBe('Readings are delayed');
    expect(page.querySelectorAll('[aria-live]')).toHaveLength(1);
  });
});
