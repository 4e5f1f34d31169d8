import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SetupView } from '@hub/contracts';
import { remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';

const REFRESH_MS = 30_000;

/** Which CydYnni account the hub belongs to; it is changed in Settings. */
@Component({
  selector: 'hub-link-line',
  imports: [FaultNotice, RouterLink],
  template: `
    <h2 i18n="@@linked.title">CydYnni account</h2>
    <div class="card">
      @if (setup.value(); as view) {
        @if (view.linked; as linked) {
          <p i18n="@@access.linked">Forecasts and history come from {{ linked.club }}, as {{ linked.household }}.</p>
        } @else {
          <p i18n="@@access.unlinked">This hub is linked to no CydYnni account.</p>
        }
        <a routerLink="/settings" i18n="@@access.toSettings">Change this in Settings</a>
      }
      @if (setup.fault(); as fault) {
        <hub-fault-notice [fault]="fault" />
      }
    </div>
  `,
  styleUrls: ['../settings/section.css'],
})
export class LinkLine {
  protected readonly setup = remote(() => 'setup', SetupView, REFRESH_MS);
}
