import { NgComponentOutlet } from '@angular/common';
import { Component, effect, inject } from '@angular/core';
import { LiveHub, Visitor } from '@hub/data-access';
import { PageOutlet } from './routing/page-outlet';
import { Frame } from './shell/frame';
import { FreshBuild } from './shell/fresh-build';
import { Place } from './shell/place';
import { ThemeChoice } from './shell/theme';
import { SignInGate } from './sign-in/sign-in-gate';

@Component({
  selector: 'hub-root',
  imports: [Frame, NgComponentOutlet, PageOutlet],
  template: `<hub-frame><hub-page-outlet /></hub-frame><ng-container [ngComponentOutlet]="gate.dialog()" />`,
})
export class App {
  protected readonly gate = inject(SignInGate);

  constructor() {
    inject(ThemeChoice);
    inject(FreshBuild);
    void inject(Visitor).ask();
    const live = inject(LiveHub);
    const place = inject(Place);
    effect((onCleanup) => {
      if (place.where() === 'hub') onCleanup(live.start());
    });
  }
}
