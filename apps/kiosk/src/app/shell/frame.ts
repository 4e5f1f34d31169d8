import { Component, computed, effect, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Icon } from '@hub/ui';
import { Address } from '../routing/address';
import { type Page } from '../routing/page';
import { Deployment } from '../routing/deployment';
import { LanguageLinks } from './language-links';

/** Entries that a phone's bar has room for; with more of them the last place opens the others. */
const BAR_PLACES = 5;

/** What stays while pages change: the name, the way to the pages, the language. A rail when there is room, bars on a phone. */
@Component({
  selector: 'hub-frame',
  imports: [Icon, LanguageLinks, RouterLink],
  templateUrl: './frame.html',
})
export class Frame {
  private readonly router = inject(Router);
  private readonly address = inject(Address);
  private readonly deployment = inject(Deployment);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('page');

  /** Every page there is, in the order of the navigation. */
  readonly pages = input.required<readonly Page[]>();
  /** Those that lead somewhere now. */
  protected readonly entries = computed(() =>
    this.deployment.signInFirst()
      ? []
      : this.pages().filter((page) => page.linkedOnly !== true && page.deployments.includes(this.deployment.kind())),
  );
  /** How many entries a phone's bar shows at once. */
  protected readonly visible = computed(() => (this.entries().length > BAR_PLACES ? BAR_PLACES - 1 : BAR_PLACES));
  protected readonly showsAll = signal(false);
  /** Path of the page shown: a page below another belongs to it. */
  protected readonly here = computed(() => firstSegment(this.address.page()));
  /** Whether the page fills the screen alone. */
  protected readonly alone = computed(() => this.pages().some(({ path, alone }) => alone && path === this.here()));
  /** Path of a page that was asked for and is still on its way. */
  protected readonly coming = computed(() => {
    const wanted = this.router.currentNavigation()?.extractedUrl.toString();
    const path = wanted === undefined ? undefined : firstSegment(wanted);
    return path === this.here() ? undefined : path;
  });

  constructor() {
    let before = this.address.page();
    effect(() => {
      const page = this.address.page();
      // Keyboard and screen reader go on in the new page, as they would after loading one.
      if (page !== before) {
        this.showsAll.set(false);
        this.main().nativeElement.focus({ preventScroll: true });
      }
      before = page;
    });
  }
}

const firstSegment = (url: string): string => /^\/([^/?#]*)/.exec(url)?.[1] ?? '';
