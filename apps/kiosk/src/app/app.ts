import { Component, DestroyRef, inject } from '@angular/core';
import { LiveHub } from '@hub/data-access';
import { PageOutlet } from './routing/page-outlet';
import { Frame } from './shell/frame';
import { FreshBuild } from './shell/fresh-build';
import { ThemeChoice } from './shell/theme';

@Component({
  selector: 'hub-root',
  imports: [Frame, PageOutlet],
  template: `<hub-frame><hub-page-outlet /></hub-frame>`,
})
export class App {
  constructor() {
    inject(ThemeChoice);
    inject(FreshBuild);
    inject(DestroyRef).onDestroy(inject(LiveHub).start());
  }
}
