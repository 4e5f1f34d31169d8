import { effect, inject, Injectable } from '@angular/core';
import { LiveHub } from '@hub/data-access';
import { RELOAD } from '../routing/reload';

/** A display on a wall is never reloaded by hand: after an update of the hub it fetches the page that came with it. */
@Injectable({ providedIn: 'root' })
export class FreshBuild {
  private version: string | undefined;

  constructor() {
    const hub = inject(LiveHub);
    const reload = inject(RELOAD);
    effect(() => {
      const version = hub.snapshot()?.version;
      if (this.version !== undefined && version !== this.version) reload();
      this.version = version ?? this.version;
    });
  }
}
