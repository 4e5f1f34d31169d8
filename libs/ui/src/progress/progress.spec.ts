import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Progress } from './progress';

async function words(secondsLeft: number | null) {
  const fixture = TestBed.createComponent(Progress);
  for (const [name, value] of Object.entries({ label: 'History', doneBytes: 1e6, totalBytes: 4e6, secondsLeft })) {
    fixture.componentRef.setInput(name, value);
  }
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).querySelector('.words')?.textContent.replaceAll(/\s+/g, ' ').trim();
}

describe('Progress', () => {
  it.each([
    [null, '1 MB of 4 MB'],
    [0.4, '1 MB of 4 MBabout 1 second left'],
    [42, '1 MB of 4 MBabout 42 seconds left'],
    [100, '1 MB of 4 MBabout 2 minutes left'],
  ])('says what is left: %s s', async (secondsLeft, text) => {
    expect(await words(secondsLeft)).toBe(text);
  });
});
