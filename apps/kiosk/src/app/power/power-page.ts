import { Component, computed, DestroyRef, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { FeedData, FeedList } from '@hub/contracts';
import { BROWSER_EDGE, LiveHub, remote } from '@hub/data-access';
import { DAY_S } from '@hub/domain/time';
import { Icon } from '@hub/ui';
import { dayOf, energyText, shareText } from '@hub/ui/format';
import { endOf, lengthOf, PowerHistory, type TimeWindow, within, zoomed } from '@hub/ui/power-history';
import { FaultNotice } from '../faults/fault-notice';
import { SAVE_FILE } from '../report/csv';
import { Address } from '../routing/address';
import { energyIn, pointsOf, powerCsv, requestFor, requestPath } from './power-request';

const HOUR_S = 3_600;
const ZOOM = 2;
/** The edge of now moves in steps: a chart that creeps every second tires the eye. */
const NOW_STEP_S = 10;
/** How often the newest part is asked for, at least. */
const SLOWEST_MS = 10 * 60_000;
const FEEDS_MS = 60 * 60_000;
/** The address is written when the hand rests. */
const REST_MS = 500;
/** Below this much measured time the figures say so. */
const WHOLE = 0.99;

/** A number of seconds in the address; anything else is what is shown unless asked. */
const secondsIn = (text: unknown): number | undefined =>
  typeof text === 'string' && /^\d{1,11}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;

/** The power of the house from the last minutes to years back, moved and zoomed freely, with the energy of what is shown. */
@Component({
  selector: 'hub-power-page',
  imports: [FaultNotice, Icon, PowerHistory, RouterLink],
  templateUrl: './power-page.html',
  styleUrls: ['../report/report.css', './power-page.css'],
})
export class PowerPage {
  private readonly hub = inject(LiveHub);
  private readonly address = inject(Address);
  private readonly edge = inject(BROWSER_EDGE);
  private readonly save = inject(SAVE_FILE);
  /** From the address: how long the window is and where it ends, unix seconds; without an end it goes with the time. */
  readonly length = input<number | undefined, unknown>(undefined, { transform: secondsIn });
  readonly end = input<number | undefined, unknown>(undefined, { transform: secondsIn });

  protected readonly feedId = computed(() => this.hub.snapshot()?.meter.powerFeedId);
  private readonly hasFeed = computed(() => typeof this.feedId() === 'number');
  private readonly feeds = remote(() => (this.hasFeed() ? 'feeds' : undefined), FeedList, FEEDS_MS);
  private readonly nowS = computed(() => Math.ceil((this.hub.timeS() ?? 0) / NOW_STEP_S) * NOW_STEP_S);
  protected readonly limits = computed(() => {
    const latestS = this.nowS();
    const first = this.feeds.value()?.feeds.find(({ id }) => id === this.feedId())?.startTime;
    // Not known yet, or no point yet: nothing is cut off because of that.
    return { latestS, earliestS: first ? Math.min(first, latestS - DAY_S) : 0 };
  });
  private readonly wanted = linkedSignal(() => ({ lengthS: this.length() ?? DAY_S, endS: this.end() }));
  protected readonly window = computed<TimeWindow>(() => {
    const { lengthS, endS } = this.wanted();
    return within(endOf(endS ?? this.nowS(), lengthS), this.limits());
  });
  private readonly request = computed(() => requestFor(this.window()));
  private readonly path = computed(() => {
    return !this.hasFeed() || this.nowS() === 0 ? undefined : requestPath(this.feedId() ?? 0, this.request());
  });
  private readonly data = remote(this.path, FeedData, SLOWEST_MS);
  /** What is known goes on being drawn until the finer or coarser points come. */
  private readonly answer = linkedSignal<FeedData | undefined, FeedData | undefined>({
    source: this.data.value,
    computation: (value, before) => value ?? before?.value,
  });
  private readonly live = computed(() => (this.wanted().endS === undefined ? this.hub.points() : []));
  protected readonly stepS = computed(() => this.answer()?.intervalS ?? NOW_STEP_S);
  protected readonly points = computed(() => {
    const answer = this.answer();
    const stored = answer ? pointsOf(answer) : [];
    const lastS = stored.at(-1)?.time ?? 0;
    // The finest step goes on with what was heard since.
    return this.stepS() > NOW_STEP_S ? stored : [...stored, ...this.live().filter(({ time }) => time > lastS)];
  });
  protected readonly known = computed(() => this.answer() !== undefined);
  protected readonly fault = computed(() => this.data.fault() ?? this.feeds.fault());
  protected readonly energy = computed(() => {
    const { boughtKWh, sentKWh, measured } = energyIn(this.points(), this.stepS(), this.window());
    return {
      bought: energyText(boughtKWh),
      sent: sentKWh >= 0.005 ? energyText(sentKWh) : undefined,
      measured: measured < WHOLE ? shareText(Math.floor(measured * 100) / 100) : undefined,
    };
  });
  protected readonly isNow = computed(() => this.wanted().endS === undefined);

  protected readonly lengths: readonly { readonly seconds: number; readonly name: string }[] = [
    { seconds: HOUR_S, name: $localize`:@@power.hour:Hour` },
    { seconds: DAY_S, name: $localize`:@@household.day:Day` },
    { seconds: 7 * DAY_S, name: $localize`:@@power.week:Week` },
    { seconds: 30 * DAY_S, name: $localize`:@@power.month:30 days` },
    { seconds: 365 * DAY_S, name: $localize`:@@power.year:Year` },
  ];
  protected readonly lengthS = computed(() => Math.round(lengthOf(this.window())));
  private stopWriting = (): void => undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stopWriting());
  }

  protected show(window: TimeWindow): void {
    const shown = within(window, this.limits());
    const endS = shown.endS >= this.nowS() ? undefined : Math.round(shown.endS);
    this.wanted.set({ lengthS: Math.round(lengthOf(shown)), endS });
    this.stopWriting();
    this.stopWriting = this.edge.after(REST_MS, () => this.write());
  }

  protected choose(lengthS: number): void {
    this.show(endOf(this.window().endS, lengthS));
  }

  protected zoom(isIn: boolean): void {
    const { startS, endS } = this.window();
    this.show(zoomed(this.window(), isIn ? 1 / ZOOM : ZOOM, this.isNow() ? endS : (startS + endS) / 2));
  }

  protected go(windows: number): void {
    const { endS } = this.window();
    const lengthS = lengthOf(this.window());
    this.show(endOf(endS + windows * lengthS, lengthS));
  }

  protected toNow(): void {
    this.show(endOf(this.nowS(), lengthOf(this.window())));
  }

  protected saveCsv(): void {
    const { startS } = this.window();
    this.save(`cydynni-power-${dayOf(startS)}.csv`, powerCsv(this.points(), this.window()));
  }

  private write(): void {
    const { lengthS, endS } = this.wanted();
    void this.address.set({ length: lengthS === DAY_S ? undefined : lengthS, end: endS }, { replace: true });
  }
}
