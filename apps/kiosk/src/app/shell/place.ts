import { computed, effect, inject, Injectable } from '@angular/core';
import { Visitor } from '@hub/data-access';

const KEY = 'hub.where';

export type Where = 'hub' | 'server';

function remembered(): Where {
  try {
    return localStorage.getItem(KEY) === 'server' ? 'server' : 'hub';
  } catch {
    // Storage is switched off: the answer to come says it.
    return 'hub';
  }
}

function remember(where: Where): void {
  try {
    if (where === 'server') localStorage.setItem(KEY, where);
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
export class Place {
  private readonly visitor = inject(Visitor);
  private readonly before = remembered();
  readonly where = computed<Where>(() => this.visitor.where() ?? this.before);

  constructor() {
    effect(() => {
      const told = this.visitor.where();
      if (told !== undefined) remember(told);
    });
  }
}
