import { computed, Directive, inject, input } from '@angular/core';
import { Navigation } from './navigation';

/** A link to a page of this build: a true link for the browser (new tab, copy address), followed without loading anew. */
@Directive({
  selector: 'a[hubPageLink]',
  host: { '[attr.href]': 'address()', '[attr.aria-current]': 'here() ? "page" : null', '(click)': 'follow($event)' },
})
export class PageLink {
  private readonly navigation = inject(Navigation);
  readonly path = input.required<string>({ alias: 'hubPageLink' });
  protected readonly address = computed(() => this.navigation.addressOf(this.path()));
  protected readonly here = computed(() => this.navigation.page().path === this.path());

  protected follow(event: MouseEvent): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.navigation.go(this.path());
  }
}
