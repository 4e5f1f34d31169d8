import { HALF_HOUR_S } from '@hub/domain/time';
import { Component, computed, input } from '@angular/core';
import { measuredBox } from '../box/measured-box';
import { Hatching } from '../chart/hatching';
import { type PlanRow } from '../plan-lane/plan-row';
import { SlotCursor } from '../slots/slot-cursor';
import { layOutStrip } from './strip-geometry';
import { type StripSlot } from './strip-slot';
import { slotWords, spokenSlot } from './strip-words';

/** A day and a half where there is room, a day on a phone: a half-hour must stay wide enough for a finger to find. */
const WIDE_SLOTS = 72;
const NARROW_SLOTS = 48;
const WIDE_FROM_LETTERS = 40;

let strips = 0;

/**
 * The half-hours ahead on one time axis, in lanes: price band, signal, and hydro beside what the community uses. By touch, by
 * keyboard, and as a table.
 */
@Component({
  selector: 'hub-day-strip',
  imports: [Hatching],
  templateUrl: './day-strip.html',
  styleUrls: ['../chart/plot.css', '../chart/as-table.css', './day-strip.css'],
})
export class DayStrip {
  /** In order, each half an hour after the one before. */
  readonly slots = input.required<readonly StripSlot[]>();
  readonly nowS = input.required<number>();
  /** Planned runs of the household's devices. */
  readonly plans = input<readonly PlanRow[]>([]);

  protected readonly id = `hub-day-strip-${(strips += 1)}`;
  protected readonly box = measuredBox('.plot');
  protected readonly shown = computed(() => {
    const { width, letter } = this.box();
    return this.slots().slice(0, width > WIDE_FROM_LETTERS * letter ? WIDE_SLOTS : NARROW_SLOTS);
  });
  protected readonly strip = computed(() =>
    layOutStrip({ ...this.box(), slots: this.shown(), nowS: this.nowS(), plans: this.plans() }),
  );
  private readonly count = computed(() => this.shown().length);
  private readonly present = computed(() =>
    Math.max(
      0,
      this.shown().findIndex((slot) => slot.time + HALF_HOUR_S > this.nowS()),
    ),
  );
  protected readonly cursor = new SlotCursor(this.count, this.present);
  protected readonly column = computed(() => this.cursor.at() ?? this.present());
  /** The half-hour pointed at; the present one while none is. */
  protected readonly words = computed(() => {
    const slot = this.shown()[this.column()];
    return slot && slotWords(slot, this.plans());
  });
  protected readonly spoken = computed(() => {
    const words = this.words();
    return words ? spokenSlot(words) : '';
  });
  /** Left edge and width of the column pointed at. */
  protected readonly pointed = computed(() => {
    const at = this.cursor.at();
    const { left, right } = this.strip();
    const width = (right - left) / this.count();
    return at === undefined ? undefined : { x: left + at * width, width };
  });
  protected readonly rows = computed(() => this.shown().map((slot) => slotWords(slot, this.plans())));
  /** The lane of plans has its own height: the others keep theirs. */
  protected readonly planHeight = computed(() => {
    const { plan, signal } = this.strip();
    return plan ? plan.bottom - signal.bottom : 0;
  });

  protected readonly lanes = computed(() => {
    const { price, signal, plan, power } = this.strip();
    return plan ? [price, signal, plan, power] : [price, signal, power];
  });

  protected pointAt(event: PointerEvent): void {
    this.cursor.pointAt(event.offsetX, this.strip().left, this.strip().right);
  }
}
