import { Component, computed, input, output, signal } from '@angular/core';
import { Choice, type Option } from '@hub/ui/choice';
import { lengthText } from '../run-words';
import { type Draft } from './draft';

const MINUTES = [30, 60, 120, 180, 300] as const;
const KWH = [5, 10, 15, 20, 40] as const;
const OTHER = 'other';
const OTHER_TEXT = $localize`:@@work.other:Other`;

const withOther = (options: readonly Option[]): readonly Option[] => [...options, { value: OTHER, label: OTHER_TEXT }];

/** How long it runs, or how much energy it needs; at what power; and whether it may pause. */
@Component({
  selector: 'hub-work-fields',
  imports: [Choice],
  templateUrl: './work-fields.html',
  styleUrl: './fields.css',
})
export class WorkFields {
  readonly draft = input.required<Draft>();
  readonly charger = input.required<boolean>();
  readonly changed = output<Partial<Draft>>();
  /** "Other" was chosen: a number of one's own, even if it is one of the chips. */
  private readonly own = signal(false);

  protected readonly kinds: readonly Option[] = [
    { value: 'minutes', label: $localize`:@@work.time:Time` },
    { value: 'energy', label: $localize`:@@work.energy:Energy` },
    { value: 'charge', label: $localize`:@@work.battery:Battery level` },
  ];
  protected readonly lengths = withOther(
    MINUTES.map((minutes) => ({ value: `${minutes}`, label: lengthText(minutes) })),
  );
  protected readonly energies = withOther(KWH.map((kWh) => ({ value: `${kWh}`, label: `${kWh} kWh` })));
  protected readonly length = computed(() => this.chip(this.draft().minutes, MINUTES));
  protected readonly energy = computed(() => this.chip(this.draft().kWh, KWH));
  protected readonly asksKind = computed(() => this.charger() || ['energy', 'charge'].includes(this.draft().work));

  private chip(value: number, chips: readonly number[]): string {
    return !this.own() && chips.includes(value) ? `${value}` : OTHER;
  }

  protected chooseKind(value: string): void {
    this.own.set(false);
    if (value === 'minutes' || value === 'energy' || value === 'charge') this.changed.emit({ work: value });
  }

  protected choose(field: 'minutes' | 'kWh', value: string): void {
    this.own.set(value === OTHER);
    if (value !== OTHER) this.changed.emit({ [field]: Number(value) });
  }

  protected type(
    field: 'minutes' | 'kWh' | 'powerW' | 'capacityKWh' | 'fromPercent' | 'toPercent',
    target: HTMLInputElement,
  ): void {
    if (field === 'minutes' || field === 'kWh') this.own.set(true);
    this.changed.emit({ [field]: target.valueAsNumber });
  }
}
