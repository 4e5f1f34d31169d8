import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** The browser's title: the page's name and ours. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    const name = this.buildTitle(state);
    this.title.setTitle(name === undefined ? 'CydYnni' : `${name} · CydYnni`);
  }
}
