import { NgComponentOutlet } from '@angular/common';
import { Component, effect, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LiveHub, Visitor } from '@hub/data-access';
import { PairingCall } from './devices/pairing/pairing-call';
import { PAGES } from './pages';
import { PageFailure } from './routing/page-failure';
import { ScrollMemory } from './routing/scroll-memory';
import { Deployment } from './routing/deployment';
import { Frame } from './shell/frame';
import { FreshBuild } from './shell/fresh-build';
import { ThemeChoice } from './shell/theme';
import { SignInGate } from './sign-in/sign-in-gate';

@Component({
  selector: 'hub-root',
  imports: [Frame, NgComponentOutlet, PageFailure, RouterOutlet],
  template: `
    <hub-frame [pages]="pages"
      ><ng-container [ngComponentOutlet]="pairing.popup()" /><hub-page-failure /><router-outlet
    /></hub-frame>
    <ng-container [ngComponentOutlet]="gate.dialog()" />
  `,
})
export class App {
  protected readonly pages = PAGES;
  protected readonly gate = inject(SignInGate);
  protected readonly pairing = inject(PairingCall);

  constructor() {
    inject(ThemeChoice);
    inject(FreshBuild);
    inject(ScrollMemory);
    void inject(Visitor).ask();
    const live = inject(LiveHub);
    const deployment = inject(Deployment);
    effect((onCleanup) => {
      if (deployment.kind() === 'hub') onCleanup(live.start());
    });
  }
}
