import { DOCUMENT, inject, Injectable } from '@angular/core';
import { NavigationEnd, NavigationStart, Router } from '@angular/router';

const KEY = 'hub.scroll';
/** Content that comes later than this no longer moves the page under somebody's finger. */
const PATIENCE_MS = 3_000;
const HANDS_ON = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;

/**
 * Where each page was scrolled to. Back and reload return there, as soon as the page is long enough again; another page begins
 * at its top; a change of parameters leaves the page where it is.
 */
@Injectable({ providedIn: 'root' })
export class ScrollMemory {
  private readonly window = viewOf(inject(DOCUMENT));
  private readonly positions = new Map(this.stored());
  /** The address shown; empty before the first. */
  private here = '';
  private back = this.returns();
  private stop: () => void = () => undefined;

  constructor() {
    this.window.history.scrollRestoration = 'manual';
    this.window.addEventListener('pagehide', () => this.store());
    inject(Router).events.subscribe((event) => {
      if (event instanceof NavigationStart) this.leave(event);
      else if (event instanceof NavigationEnd) this.arrive();
    });
  }

  private leave({ navigationTrigger }: NavigationStart): void {
    this.stop();
    // The first navigation leaves nothing: what was stored for this address is where to return to.
    if (this.here !== '') this.positions.set(this.here, this.window.scrollY);
    if (navigationTrigger === 'popstate') this.back = true;
  }

  private arrive(): void {
    const before = this.here;
    this.here = this.window.location.href;
    if (this.back) this.returnTo(this.positions.get(this.here) ?? 0);
    else if (before !== '' && pathOf(before) !== pathOf(this.here)) this.window.scrollTo(0, 0);
    this.back = false;
  }

  private returnTo(top: number): void {
    const { window } = this;
    const root = window.document.documentElement;
    const reached = (): boolean => {
      window.scrollTo(0, top);
      return root.scrollHeight - window.innerHeight >= top;
    };
    if (top === 0 || reached()) return;
    const growth = new ResizeObserver(() => {
      if (reached()) this.stop();
    });
    const timer = window.setTimeout(() => this.stop(), PATIENCE_MS);
    const letGo = (): void => this.stop();
    this.stop = () => {
      this.stop = () => undefined;
      growth.disconnect();
      window.clearTimeout(timer);
      for (const event of HANDS_ON) window.removeEventListener(event, letGo);
    };
    growth.observe(window.document.body);
    for (const event of HANDS_ON) window.addEventListener(event, letGo, { passive: true });
  }

  /** Whether this load of the document is a reload or Back from another site. */
  private returns(): boolean {
    const [entry] = this.window.performance.getEntriesByType('navigation');
    const type = entry !== undefined && 'type' in entry ? entry.type : undefined;
    return type === 'reload' || type === 'back_forward';
  }

  private stored(): readonly (readonly [string, number])[] {
    try {
      const kept: unknown = JSON.parse(this.window.sessionStorage.getItem(KEY) ?? '{}');
      if (typeof kept !== 'object' || kept === null) return [];
      return Object.entries(kept).flatMap(([href, top]) => (typeof top === 'number' ? [[href, top]] : []));
    } catch {
      // Storage is switched off, or holds something else: every page begins at its top.
      return [];
    }
  }

  private store(): void {
    this.positions.set(this.here, this.window.scrollY);
    try {
      this.window.sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(this.positions)));
    } catch {
      // As above.
    }
  }
}

const pathOf = (href: string): string => href.split(/[?#]/, 1)[0] ?? '';

function viewOf(document: Document): Window {
  if (document.defaultView === null) throw new Error('A page needs a window');
  return document.defaultView;
}
