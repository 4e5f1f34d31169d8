import { Component, computed } from '@angular/core';
import { AuthorityView } from '@hub/contracts';
import { remote } from '@hub/data-access';

const HTTPS_PORT = 443;
const REFRESH_MS = 30_000;

/** The page over TLS: its address, the authority that a browser has to trust first, and how to know that it is the right one. */
@Component({
  selector: 'hub-secure-section',
  template: `
    @if (authority(); as authority) {
      <h2 i18n="@@secure.title">Encrypted page</h2>
      <div class="card">
        <p i18n="@@secure.about">
          This page can be opened encrypted too. Browsers warn you until they trust this hub’s own certificate: download
          it, compare the fingerprint, and add it to your device.
        </p>
        <dl>
          <dt i18n="@@secure.fingerprint">Fingerprint (SHA-256)</dt>
          <dd>{{ authority.sha256 }}</dd>
        </dl>
        <a [href]="authority.url" i18n="@@secure.open">Open the encrypted page</a>
        <a href="/api/v1/device/authority.pem" download i18n="@@secure.download">Download the certificate</a>
      </div>
    }
  `,
  styleUrl: './section.css',
})
export class SecureSection {
  private readonly view = remote(() => 'device/authority', AuthorityView, REFRESH_MS);
  protected readonly authority = computed(() => {
    const { sha256 = null, port = null } = this.view.value() ?? {};
    if (sha256 === null || port === null) return undefined;
    return { sha256, url: `https://${location.hostname}${port === HTTPS_PORT ? '' : `:${port}`}/` };
  });
}
