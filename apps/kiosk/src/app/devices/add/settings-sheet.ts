import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { type DeviceAccess } from '@hub/contracts';
import { QrCode } from '@hub/ui/qr-code';
import { settingRows } from './setting-rows';

/** What is entered in the device's own page, by the labels of its firmware; to read, and to take along as a QR code. */
@Component({
  selector: 'hub-settings-sheet',
  imports: [QrCode],
  template: `
    <div class="card">
      <ol>
        <li i18n="@@sheet.open">
          Open the device’s own page: type its address into a browser. Your router or the device’s app knows the
          address.
        </li>
        <li>
          <span i18n="@@sheet.path">Go to</span>
          <strong lang="en">{{ path() }}</strong>
        </li>
        <li i18n="@@sheet.enter">Enter exactly this:</li>
      </ol>
      <div class="sheet">
        <dl>
          @for (row of rows(); track $index) {
            <dt lang="en">{{ row.label }}</dt>
            <dd>
              <code>{{ row.value }}</code>
            </dd>
          }
        </dl>
        <figure>
          <hub-qr-code [text]="text()" label="QR code of these settings" i18n-label="@@qr.label" />
          <figcaption i18n="@@sheet.qr">The same for your phone: scan it, and copy from there.</figcaption>
        </figure>
      </div>
      <p class="hint" i18n="@@sheet.save">
        Save, and let the device start again. The password is not shown a second time; keep this page open until it
        answers.
      </p>
    </div>
  `,
  styleUrls: ['../../form/form.css', '../../settings/section.css'],
  styles: `
    ol {
      display: grid;
      gap: 0.4rem;
      margin: 0;
      padding-left: 1.4em;
    }
    .sheet {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: 1rem 2rem;
    }
    dl {
      flex: 1 1 16rem;
      align-items: baseline;
    }
    code {
      padding: 0.15em 0.4em;
      border-radius: 0.35rem;
      background: var(--page);
      user-select: all;
    }
    figure {
      display: grid;
      gap: 0.4rem;
      width: 11rem;
      margin: 0;
    }
    figcaption {
      color: var(--ink-soft);
      font-size: 0.9em;
    }
  `,
})
export class SettingsSheet {
  private readonly host = inject(DOCUMENT).location.hostname;
  readonly access = input.required<DeviceAccess>();
  protected readonly path = computed(() => this.access().settings.path.join(' › '));
  protected readonly rows = computed(() => settingRows(this.access(), this.host));
  protected readonly text = computed(() =>
    this.rows()
      .map(({ label, value }) => `${label}: ${value}`)
      .join('\n'),
  );
}
