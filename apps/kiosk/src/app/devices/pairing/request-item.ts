import { Component, inject, input } from '@angular/core';
import { type PairingRequestView } from '@hub/contracts';
import { Icon } from '@hub/ui';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { Pairing } from './pairing';

/** A device that asks to be let in, and the two answers. */
@Component({
  selector: 'hub-request-item',
  imports: [FaultNotice, Icon],
  template: `
    <div class="who">
      <hub-icon name="plug" />
      <p>
        <strong i18n="@@pairing.asks">A device at {{ request().address }} asks to join</strong>
        <span i18n="@@pairing.asksHelp">Allow it only if you have just switched it on.</span>
      </p>
    </div>
    <div class="buttons">
      <button type="button" class="main" [disabled]="task.busy()" (click)="decide('allow')" i18n="@@pairing.allow">
        Allow<span class="visually-hidden"> {{ request().address }}</span>
      </button>
      <button type="button" [disabled]="task.busy()" (click)="decide('deny')" i18n="@@pairing.deny">
        Deny<span class="visually-hidden"> {{ request().address }}</span>
      </button>
    </div>
    @if (task.fault(); as fault) {
      <hub-fault-notice [fault]="fault" [own]="faults" />
    }
  `,
  styleUrls: ['../../form/form.css', './request-item.css'],
})
export class RequestItem {
  private readonly pairing = inject(Pairing);
  readonly request = input.required<PairingRequestView>();
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;

  protected async decide(decision: 'allow' | 'deny'): Promise<void> {
    await this.task.run(() => this.pairing.decide(decision, this.request().address));
  }
}
