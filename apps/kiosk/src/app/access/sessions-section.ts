import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { SessionList } from '@hub/contracts';
import { ANYTHING, HubClock, HubApi, remote, Visitor } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { ACCESS_FAULTS } from './access-faults';
import { browserText } from './browser-words';
import { SureButton } from './sure-button';
import { whenText } from './when-text';

const REFRESH_MS = 30_000;

/** Where someone is signed in: one's own sessions, and for the owner everyone's. Each can be ended, or all but this one. */
@Component({
  selector: 'hub-sessions-section',
  imports: [FaultNotice, SureButton],
  template: `
    <h2 #heading tabindex="-1" i18n="@@sessions.title">Signed in</h2>
    <div class="card">
      <ul>
        @for (session of sessions(); track session.id) {
          <li>
            <div class="about">
              <strong>{{ session.name }}</strong>
              <span>{{ session.browser }}, {{ session.address }}</span>
              <small>
                @if (session.isThis) {
                  <span i18n="@@sessions.this">This page</span>
                } @else {
                  <span i18n="@@sessions.used">last used {{ session.used }}</span>
                }
              </small>
            </div>
            @if (!session.isThis) {
              <button type="button" [disabled]="task.busy()" (click)="end(session.id)" i18n="@@sessions.end">
                Sign out
              </button>
            }
          </li>
        }
      </ul>
      @if (sessions().length > 1) {
        <hub-sure-button [disabled]="task.busy()" (confirmed)="end()">
          <span ask i18n="@@sessions.endAll">Sign out everywhere else</span>
          <span yes i18n="@@sessions.endAllSure">Yes, sign out all others</span>
        </hub-sure-button>
      } @else if (sessions().length === 1) {
        <p class="empty" i18n="@@sessions.alone">No other device is signed in.</p>
      }
      @if (task.fault() ?? list.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', '../settings/section.css', './access.css'],
})
export class SessionsSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly visitor = inject(Visitor);
  private readonly time = inject(HubClock);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly list = remote(
    () => (typeof this.visitor.user() === 'string' ? 'sessions' : undefined),
    SessionList,
    REFRESH_MS,
  );
  protected readonly task = new Task();
  protected readonly words = ACCESS_FAULTS;
  protected readonly sessions = computed(() =>
    (this.list.value()?.sessions ?? []).map((session) => ({
      ...session,
      browser: browserText(session.device),
      used: whenText(session.usedAt, this.time.minuteS() ?? 0),
    })),
  );

  /** Something else on the page ended sessions. */
  reload(): void {
    this.list.reload();
  }

  /** Without an id: all but this one. */
  protected async end(id?: string): Promise<void> {
    const path = id === undefined ? 'sessions' : `sessions/${encodeURIComponent(id)}`;
    await this.task.run(async () => this.gate.run(() => this.api.send('DELETE', path, ANYTHING)));
    this.list.reload();
    this.heading().nativeElement.focus();
  }
}
