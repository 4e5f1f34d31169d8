import { inputBinding } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { StateBadge } from './state-badge';
import { StateBadgeHarness } from './state-badge.harness';

describe('StateBadge', () => {
  it.each([
    ['live', 'Live'],
    ['delayed', 'Delayed'],
    ['missing', 'No reading'],
    ['unknown', 'Connecting'],
  ])('says %s in a word and a shape', async (state, word) => {
    const fixture = TestBed.createComponent(StateBadge, { bindings: [inputBinding('state', () => state)] });
    await fixture.whenStable();
    const badge = new StateBadgeHarness(fixture.nativeElement as HTMLElement);
    expect([badge.word, badge.hasShape]).toEqual([word, true]);
  });
});
