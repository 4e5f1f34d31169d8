import { computed, effect, inject, Injectable } from '@angular/core';
import { Visitor } from '@hub/data-access';

const KEY = 'hub.where';

export type DeploymentKind = 'hub' | 'server';

function remembered(): DeploymentKind {
  try {
    return localStorage.getItem(KEY) === 'server' ? 'server' : 'hub';
  } catch {
    // Storage is switched off: the answer to come says it.
    return 'hub';
  }
}

function remember(kind: DeploymentKind): void {
  try {
    if (kind === 'server') localStorage.setItem(KEY, kind);
    else localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

/**
 * Whether this page is the hub's or the community server's. A hub until told otherwise, so that the first view of a hub waits for
 * nothing; a browser that was on the server before knows it from the start.
 */
@Injectable({ providedIn: 'root' })
export class Deployment {
  private readonly visitor = inject(Visitor);
  private readonly before = remembered();
  readonly kind = computed<DeploymentKind>(() => this.visitor.where() ?? this.before);
  /** On the server nothing is shown before somebody has signed in. */
  readonly signInFirst = computed(() => this.kind() === 'server' && this.visitor.user() === null);

  constructor() {
    effect(() => {
      const told = this.visitor.where();
      if (told !== undefined) remember(told);
    });
  }
}
