import { Component, DestroyRef, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LiveHub } from '@hub/data-access';
import { Frame } from './shell/frame';
import { FreshBuild } from './shell/fresh-build';
import { ThemeChoice } from './shell/theme';

@Component({
  selector: 'hub-root',
  imports: [Frame, RouterOutlet],
  template: `<hub-frame><router-outlet /></hub-frame>`,
})
export class App {
  constructor() {
    inject(ThemeChoice);
    inject(FreshBuild);
    inject(DestroyRef).onDestroy(inject(LiveHub).start());
  }
}
