import { Component, computed, inject, input } from '@angular/core';
import { type PairingRequestView } from '@hub/contracts';
import { Icon } from '@hub/ui';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { TYPE_WORDS } from '../type-words';
import { Pairing } from './pairing';
import { requestName } from './request-words';

/** A device that asks to be let in, and the two answers. */
@Component({
  selector: 'hub-request-item',
  imports: [FaultNotice, Icon],
  template: `
    <div class="who">
      <hub-icon name="plug" />
      <p>
        @if (request().name; as name) {
          <strong i18n="@@pairing.asksNamed">{{ name }} asks to join</strong>
          <span
            >{{ typeName() }} · <ng-container i18n="@@pairing.at">at {{ request().address }}</ng-container></span
          >
        } @else {
          <strong i18n="@@pairing.asks">A device at {{ request().address }} asks to join</strong>
          <span>{{ typeName() }}</span>
        }
        @if (request().code; as code) {
          <span i18n="@@pairing.code"
            >Code <b>{{ code }}</b>: its own WiFi has the same number at the end of its name.</span
          >
        }
        <span i18n="@@pairing.asksHelp">Allow it only if you have just switched it on.</span>
      </p>
    </div>
    <div class="buttons">
      <button type="button" class="main" [disabled]="task.busy()" (click)="decide('allow')" i18n="@@pairing.allow">
        Allow<span class="visually-hidden"> {{ who() }}</span>
      </button>
      <button type="button" [disabled]="task.busy()" (click)="decide('deny')" i18n="@@pairing.deny">
        Deny<span class="visually-hidden"> {{ who() }}</span>
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
  protected readonly who = computed(() => requestName(this.request()));
  protected readonly typeName = computed(() => {
    const { type } = this.request();
    return type === null ? $localize`:@@pairing.typeUnknown:Type not known` : TYPE_WORDS[type].name;
  });
  protected readonly faults = DEVICE_FAULTS;

  protected async decide(decision: 'allow' | 'deny'): Promise<void> {
    await this.task.run(() => this.pairing.decide(decision, this.request().address));
  }
}
