import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Notice } from './notice';
import { NoticeHarness } from './notice.harness';

@Component({
  selector: 'hub-notice-host',
  imports: [Notice],
  template: `
    <hub-notice>
      <ng-container headline>The hub sleeps</ng-container>
      Wake it.
      <button type="button" (click)="woken = true">Wake</button>
    </hub-notice>
  `,
})
class NoticeHost {
  woken = false;
}

describe('Notice', () => {
  it('has a headline, a next step and one action', async () => {
    const fixture = TestBed.createComponent(NoticeHost);
    await fixture.whenStable();
    const notice = new NoticeHarness(fixture.nativeElement as HTMLElement);
    expect([notice.headline, notice.help]).toEqual(['The hub sleeps', 'Wake it.']);
    notice.act();
    expect(fixture.componentInstance.woken).toBe(true);
  });
});
