import { effect, inject, Injectable, signal, type Type } from '@angular/core';
import { Visitor } from '@hub/data-access';
import { Deployment } from '../../routing/deployment';

/** Brings what says on every page that a device asks to be let in. Fetched once somebody is signed in who can answer. */
@Injectable({ providedIn: 'root' })
export class PairingCall {
  private readonly deployment = inject(Deployment);
  private readonly visitor = inject(Visitor);
  private readonly popupType = signal<Type<unknown> | null>(null);
  readonly popup = this.popupType.asReadonly();

  constructor() {
    effect(() => {
      if (this.deployment.kind() === 'hub' && typeof this.visitor.user() === 'string') void this.bring();
      else this.popupType.set(null);
    });
  }

  private async bring(): Promise<void> {
    try {
      const { PairingPopup } = await import('./pairing-popup');
      this.popupType.set(PairingPopup);
    } catch {
      // The hub was away for that moment. The same is on the page where devices are added.
    }
  }
}
