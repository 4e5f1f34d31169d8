import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { GatewayAccess } from '@hub/contracts';
import { HubApi } from '@hub/data-access';
import { Icon } from '@hub/ui';
import { FaultNotice } from '../../faults/fault-notice';
import { type FaultWords } from '../../faults/fault-words';
import { Task } from '../../form/task';
import { SignInGate } from '../../sign-in/sign-in-gate';
import { DEVICE_FAULTS } from '../device-faults';
import { textIn } from '../text-in';

const WORDS: Readonly<Record<string, FaultWords>> = {
  ...DEVICE_FAULTS,
  HUB_BAD_REQUEST: {
    headline: $localize`:@@gateway.bad:This is not a serial number`,
    help: $localize`:@@gateway.badHelp:It has letters, digits, - and _ only, 32 at most.`,
  },
  GATEWAYS_UNAVAILABLE: {
    headline: $localize`:@@gateway.unavailable:The hub’s certificate is missing`,
    help: $localize`:@@gateway.unavailableHelp:Start the hub again. If this stays, write its card again with the newest image.`,
  },
};

/** Lets a meter gateway in: its account, and the certificate that it has to trust. */
@Component({
  selector: 'hub-gateway-page',
  imports: [FaultNotice, Icon, RouterLink],
  templateUrl: './gateway-page.html',
  styleUrls: [
    '../../form/form.css',
    '../../settings/section.css',
    '../../report/report.css',
    '../add/add-device-page.css',
  ],
  styles: `
    section {
      max-width: 44rem;
    }
  `,
})
export class GatewayPage {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  protected readonly task = new Task();
  protected readonly words = WORDS;
  /** What the gateway needs. The password is told this once. */
  protected readonly access = signal<GatewayAccess | undefined>(undefined);
  /** The authority as a file to take along: an address that holds the text itself, since nothing of it is secret. */
  protected readonly authorityFile = computed(
    () => `data:application/x-pem-file,${encodeURIComponent(this.access()?.authority ?? '')}`,
  );

  protected async make(form: HTMLFormElement): Promise<void> {
    const serial = textIn(new FormData(form), 'serial');
    await this.task.run(async () => {
      this.access.set(await this.gate.run(() => this.api.send('POST', 'pairing/gateways', GatewayAccess, { serial })));
    });
  }
}
