import { Component, computed, input } from '@angular/core';
import { formatClock } from '../format/clock';
import { layOutPlan, type PriceSpan } from './plan-geometry';
import { type PlanRow } from './plan-row';

/** What runs when, device by device, beside what a unit costs: the hours that a plan has chosen stand out. */
@Component({
  selector: 'hub-plan-lane',
  template: `
    <div class="picture" role="img" [attr.aria-label]="spoken()">
      @if (plan().columns.length > 0) {
        <div class="prices">
          @for (column of plan().columns; track $index) {
            <span
              [class.chosen]="column.chosen"
              [style.left.%]="column.left"
              [style.width.%]="column.width"
              [style.height.%]="column.height"
            ></span>
          }
        </div>
      }
      @for (row of plan().rows; track $index) {
        @if (named()) {
          <span class="name">{{ row.name }}</span>
        }
        <div class="track">
          @for (bar of row.bars; track $index) {
            <span [style.left.%]="bar.left" [style.width.%]="bar.width"></span>
          }
          @if (row.due !== undefined) {
            <i [style.left.%]="row.due"></i>
          }
        </div>
      }
      <div class="marks">
        @for (mark of plan().marks; track mark.left) {
          <span [class.day]="mark.day" [style.left.%]="mark.left" [style.translate]="'-' + mark.left + '%'">{{
            mark.text
          }}</span>
        }
      </div>
    </div>
  `,
  styleUrl: './plan-lane.css',
})
export class PlanLane {
  readonly startS = input.required<number>();
  readonly endS = input.required<number>();
  readonly rows = input.required<readonly PlanRow[]>();
  readonly prices = input<readonly PriceSpan[]>([]);
  /** Whether each row has its device's name above it; otherwise what stands around it says whose it is. */
  readonly named = input(true);
  protected readonly plan = computed(() =>
    layOutPlan({ startS: this.startS(), endS: this.endS(), prices: this.prices(), rows: this.rows() }),
  );
  protected readonly spoken = computed(() =>
    this.rows()
      .map(({ name, blocks }) => {
        const times = blocks.map(([start, end]) => `${formatClock(start)}–${formatClock(end)}`).join(', ');
        return `${name}: ${times || $localize`:@@plan.none:nothing planned`}`;
      })
      .join('. '),
  );
}
