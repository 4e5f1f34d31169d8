import { Component, computed, input } from '@angular/core';
import { type Verdict } from '@hub/domain/community';
import { Age, Icon, type IconName } from '@hub/ui';
import { perUnit, soonText } from '@hub/ui/format';
import { partName } from '@hub/ui/names';

const SHAPES: Readonly<Record<Verdict['kind'], IconName>> = {
  good: 'good',
  fair: 'fair',
  poor: 'poor',
  even: 'fair',
  unknown: 'nothing',
};

/** Whether now is a good time, until when, why, and what comes next: first in words, then in a shape, then in a colour. */
@Component({
  selector: 'hub-verdict-figure',
  imports: [Age, Icon],
  templateUrl: './verdict-figure.html',
  styleUrl: './verdict-figure.css',
  host: { '[attr.data-verdict]': 'verdict().kind' },
})
export class VerdictFigure {
  readonly verdict = input.required<Verdict>();
  readonly band = input.required<string | undefined>();
  readonly nowS = input.required<number>();
  /** Age of the forecast in seconds, when it is so old that it may be wrong. */
  readonly ageS = input<number | undefined>(undefined);
  protected readonly shape = computed(() => SHAPES[this.verdict().kind]);
  /** What the verdict carries, in words; undefined while nothing is known. */
  protected readonly terms = computed(() => {
    const verdict = this.verdict();
    if (verdict.kind === 'unknown') return undefined;
    const { next } = verdict;
    return {
      until: soonText(verdict.until, this.nowS()),
      price: perUnit(verdict.marginalPence),
      hydro: verdict.hydro,
      band: partName(this.band() ?? ''),
      next: next && {
        time: soonText(next.time, this.nowS()),
        cheaper: perUnit(Math.max(1, Math.round(next.cheaperPence))),
      },
    };
  });
}
