import { Component, input } from '@angular/core';

/**
 * The Ogwen valley under the sky of the price band: dawn, day, dusk or night. A mood, not information:
 * what it hints at is written beside it. Without a band the sky stays grey.
 */
@Component({
  selector: 'hub-valley',
  templateUrl: './valley.html',
  styleUrl: './valley.css',
  host: { 'aria-hidden': 'true', '[attr.data-band]': 'band()' },
})
export class Valley {
  readonly band = input.required<string | undefined>();
}
