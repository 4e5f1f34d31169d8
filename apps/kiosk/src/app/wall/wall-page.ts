import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { isRefusal, LiveHub } from '@hub/data-access';
import { CostFigure, formatClock, Icon, PowerFigure, StateBadge, Valley } from '@hub/ui';
import { perUnit } from '@hub/ui/format';
import { liveView } from '../home/live-view';
import { TroubleNotice } from '../home/trouble-notice';
import { clubOutlook } from '../outlook/club-outlook';
import { VerdictFigure } from '../outlook/verdict-figure';
import { SignInGate } from '../sign-in/sign-in-gate';
import { burnInShift, isDimmed } from './night';
import { ScreenAwake } from './screen-awake';

/** The display on a wall, read from across the room: now or later, what the house uses, what it costs. Nothing can be changed here. */
@Component({
  selector: 'hub-wall-page',
  imports: [CostFigure, Icon, PowerFigure, StateBadge, TroubleNotice, Valley, VerdictFigure],
  templateUrl: './wall-page.html',
  styleUrl: './wall-page.css',
  host: {
    '[attr.data-band]': 'sky()',
    '[class.dim]': 'dim()',
    '(pointerdown)': 'touchedS.set(nowS())',
    '(keydown)': 'touchedS.set(nowS())',
  },
})
export class WallPage {
  private readonly hub = inject(LiveHub);
  private readonly gate = inject(SignInGate);
  private readonly router = inject(Router);
  private readonly club = clubOutlook();
  protected readonly touchedS = signal(0);
  protected readonly nowS = computed(() => this.hub.timeS() ?? 0);
  protected readonly clock = computed(() => (this.nowS() === 0 ? undefined : formatClock(this.nowS())));
  protected readonly dim = computed(() => this.nowS() > 0 && isDimmed(this.nowS(), this.touchedS()));
  protected readonly shift = computed(() => burnInShift(this.nowS()));
  protected readonly minuteS = this.club.nowS;
  protected readonly outlook = this.club.view;
  protected readonly sky = this.club.sky;
  protected readonly unlinked = computed(() => isRefusal(this.club.fault(), 'LINK_NEEDED'));
  protected readonly live = computed(() =>
    liveView(this.hub.snapshot(), this.hub.reading(), this.hub.health(), this.nowS(), this.outlook()?.price),
  );
  protected readonly price = computed(() => {
    const price = this.live().price;
    return price && { unit: perUnit(price.pencePerKWh), until: formatClock(price.untilS) };
  });

  constructor() {
    inject(DestroyRef).onDestroy(inject(ScreenAwake).keep());
  }

  /** Leaves the wall for the pages, once somebody of the household has signed in. */
  protected async unlock(): Promise<void> {
    await this.gate.run(() => this.router.navigateByUrl('/'));
  }
}
