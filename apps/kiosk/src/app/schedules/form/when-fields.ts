import { Component, computed, input, output, signal } from '@angular/core';
import { shiftDay } from '@hub/domain/time';
import { dayOf, shortWeekdayText } from '@hub/ui/format';
import { Choice, type Option } from '@hub/ui/choice';
import { type Draft, withDay, withOwnTime, withReadyBy } from './draft';

/** A Monday: the week of the form begins with it. */
const MONDAY = '2024-01-01';
const TODAY = 'today';
const TOMORROW = 'tomorrow';
const OTHER = 'other';

/** By when it has to be ready, and on which days. */
@Component({
  selector: 'hub-when-fields',
  imports: [Choice],
  templateUrl: './when-fields.html',
  styleUrls: ['./fields.css', './when-fields.css'],
})
export class WhenFields {
  readonly draft = input.required<Draft>();
  readonly nowS = input.required<number>();
  /** What becomes of the draft: two answers may come before the first is shown again. */
  readonly changed = output<(draft: Draft) => Draft>();
  /** "Another day" was chosen. */
  private readonly ownDay = signal(false);

  protected readonly rhythms: readonly Option[] = [
    { value: 'once', label: $localize`:@@when.once:Once` },
    { value: 'week', label: $localize`:@@when.week:Every week` },
  ];
  protected readonly dates: readonly Option[] = [
    { value: TODAY, label: $localize`:@@when.today:Today` },
    { value: TOMORROW, label: $localize`:@@when.tomorrow:Tomorrow` },
    { value: OTHER, label: $localize`:@@when.other:Another day` },
  ];
  protected readonly today = computed(() => dayOf(this.nowS()));
  protected readonly date = computed(() => {
    const { date } = this.draft();
    if (!this.ownDay() && date === this.today()) return TODAY;
    return !this.ownDay() && date === shiftDay(this.today(), 1) ? TOMORROW : OTHER;
  });
  protected readonly days = computed(() =>
    this.draft().week.map((times, day) => ({
      name: shortWeekdayText(shiftDay(MONDAY, day)),
      on: times.length > 0,
      time: times[0] ?? '',
    })),
  );
  protected readonly chosen = computed(() => this.days().flatMap((day, index) => (day.on ? [{ ...day, index }] : [])));

  protected chooseDate(value: string): void {
    this.ownDay.set(value === OTHER);
    if (value !== OTHER) this.typeDay(shiftDay(this.today(), value === TODAY ? 0 : 1));
  }

  protected typeDate(date: string): void {
    this.ownDay.set(true);
    this.typeDay(date);
  }

  private typeDay(date: string): void {
    this.changed.emit((draft) => ({ ...draft, date }));
  }

  /** The first repetition is on every day: it is easier to leave days out. */
  protected chooseRhythm(value: string): void {
    const repeats = value === 'week';
    this.changed.emit((draft) => {
      const empty = draft.week.every((times) => times.length === 0);
      return { ...draft, repeats, week: repeats && empty ? draft.week.map(() => [draft.readyBy]) : draft.week };
    });
  }

  protected typeTime(time: string): void {
    this.changed.emit((draft) => withReadyBy(draft, time));
  }

  protected switchDay(day: number, on: boolean): void {
    this.changed.emit((draft) => withDay(draft, day, on));
  }

  protected typeOwnTime(day: number, time: string): void {
    this.changed.emit((draft) => withOwnTime(draft, day, time));
  }
}
