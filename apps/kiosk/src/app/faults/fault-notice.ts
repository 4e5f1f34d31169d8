import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Fault } from '@hub/data-access';
import { Icon } from '@hub/ui';
import { Deployment } from '../routing/deployment';
import { faultWords, type FaultWords } from './fault-words';

/** Codes that Setup is the way out of. */
const FOR_SETUP = new Set(['LINK_NEEDED', 'HUB_UNCLAIMED']);

/** Why there is nothing, or nothing newer, and what helps. */
@Component({
  selector: 'hub-fault-notice',
  imports: [Icon, RouterLink],
  template: `
    <hub-icon name="alert" />
    <div class="words" [attr.lang]="words().foreign ? 'en' : null">
      <strong>{{ words().headline }}</strong>
      <span>{{ words().help }}</span>
    </div>
    @if (setup()) {
      <a routerLink="/setup" i18n="@@fault.toSetup">Go to Setup</a>
    }
  `,
  styleUrl: './fault-notice.css',
  host: { role: 'alert' },
})
export class FaultNotice {
  private readonly deployment = inject(Deployment);
  readonly fault = input.required<Fault>();
  /** Words of the page for codes of its own. */
  readonly own = input<Readonly<Record<string, FaultWords>>>({});
  protected readonly words = computed(() => faultWords(this.fault(), this.own()));
  protected readonly setup = computed(() => {
    const fault = this.fault();
    return this.deployment.kind() === 'hub' && fault.kind === 'refused' && FOR_SETUP.has(fault.code);
  });
}
