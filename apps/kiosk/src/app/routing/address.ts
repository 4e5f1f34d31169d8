import { Location } from '@angular/common';
import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { NavigationEnd, NavigationError, NavigationSkipped, type Params, Router } from '@angular/router';
import { Deployment } from './deployment';

/** What the browser's address says: the page and how it is looked at. It outlives a reload, Back, and being sent to somebody. */
@Injectable({ providedIn: 'root' })
export class Address {
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly url = signal(this.location.path(true));
  private readonly failure = signal<string | undefined>(undefined);

  /** Below the base of this build, with a slash in front and with its parameters: "/household?date=2026-11-22". */
  readonly here = this.url.asReadonly();
  /** The same without parameters. */
  readonly page = computed(() => this.url().split(/[?#]/, 1)[0] || '/');
  /** The address of a page that could not be fetched; undefined while all is well. */
  readonly failed = this.failure.asReadonly();

  constructor() {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationEnd || event instanceof NavigationSkipped) this.arrive();
      if (event instanceof NavigationError) this.failure.set(event.url);
    });
    this.matchAgain(inject(Deployment));
  }

  /** Changes parameters of the present page; undefined takes one out. `replace`: Back skips what was shown until now. */
  async set(params: Params, { replace = false } = {}): Promise<void> {
    await this.router.navigate([], {
      queryParams: params,
      queryParamsHandling: 'merge',
      replaceUrl: replace,
      scroll: 'manual',
    });
  }

  private arrive(): void {
    this.failure.set(undefined);
    this.url.set(this.location.path(true) || '/');
  }

  /** The same address may mean another page once it is known where this is and who looks. */
  private matchAgain(deployment: Deployment): void {
    let before = untracked(() => [deployment.kind(), deployment.signInFirst()].join());
    effect(() => {
      const now = [deployment.kind(), deployment.signInFirst()].join();
      if (now === before) return;
      before = now;
      void this.router.navigateByUrl(this.location.path(true), { onSameUrlNavigation: 'reload', replaceUrl: true });
    });
  }
}
