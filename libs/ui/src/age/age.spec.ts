import { inputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Age } from './age';
import { AgeHarness } from './age.harness';

describe('Age', () => {
  it('counts up in words, in the largest whole unit', async () => {
    const ageS = signal(1);
    const fixture = TestBed.createComponent(Age, { bindings: [inputBinding('ageS', ageS)] });
    const age = new AgeHarness(fixture.nativeElement as HTMLElement);
    const told: string[] = [];
    for (const seconds of [1.9, 42, 59.9, 60, 179, 3_600, 172_799, 172_800]) {
      ageS.set(seconds);
      await fixture.whenStable();
      told.push(age.text);
    }
    expect(told).toEqual([
      '1 second ago',
      '42 seconds ago',
      '59 seconds ago',
      '1 minute ago',
      '2 minutes ago',
      '1 hour ago',
      '47 hours ago',
      '2 days ago',
    ]);
  });
});
