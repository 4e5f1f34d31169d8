import { Component, computed, inject, signal } from '@angular/core';
import { AuditList } from '@hub/contracts';
import { HubClock, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { ACCESS_FAULTS } from './access-faults';
import { auditText } from './audit-words';
import { whenText } from './when-text';

const REFRESH_MS = 30_000;
const FIRST_SHOWN = 20;

/** Who did what on this hub, the newest first, in words. */
@Component({
  selector: 'hub-audit-section',
  imports: [FaultNotice],
  template: `
    <h2 i18n="@@audit.title">What was done</h2>
    <div class="card">
      <p i18n="@@audit.why">The hub writes down each change of access and keeps it for a year.</p>
      @if (entries(); as entries) {
        <ul>
          @for (entry of entries; track $index) {
            <li>
              <div class="about">
                <span>{{ entry.text }}</span>
                <small>{{ entry.when }}</small>
              </div>
            </li>
          } @empty {
            <li class="empty" i18n="@@audit.none">Nothing yet.</li>
          }
        </ul>
      }
      @if (!all() && total() > shownFirst) {
        <div class="buttons">
          <button type="button" (click)="all.set(true)" i18n="@@audit.all">Show all {{ total() }}</button>
        </div>
      }
      @if (list.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', '../settings/section.css', './access.css'],
})
export class AuditSection {
  private readonly time = inject(HubClock);
  protected readonly list = remote(() => 'access/audit', AuditList, REFRESH_MS);
  protected readonly words = ACCESS_FAULTS;
  protected readonly shownFirst = FIRST_SHOWN;
  protected readonly all = signal(false);
  protected readonly total = computed(() => this.list.value()?.entries.length ?? 0);
  protected readonly entries = computed(() => {
    const now = this.time.minuteS() ?? 0;
    const entries = this.list.value()?.entries.slice(0, this.all() ? undefined : FIRST_SHOWN);
    return entries?.map((entry) => ({ text: auditText(entry), when: whenText(entry.at, now) }));
  });
}
