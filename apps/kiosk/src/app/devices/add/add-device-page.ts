import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '@hub/ui';
import { DeviceDrawing } from '../device-drawing';
import { PairSection } from '../pairing/pair-section';
import { TYPE_WORDS, typeIn, TYPES_BY_HAND } from '../type-words';
import { ByHand } from './by-hand';

/** Adds a device: it is paired when it finds the hub by itself; otherwise its type is chosen and it is told where the hub is. */
@Component({
  selector: 'hub-add-device-page',
  imports: [ByHand, DeviceDrawing, Icon, PairSection, RouterLink],
  templateUrl: './add-device-page.html',
  styleUrls: ['../../report/report.css', './add-device-page.css'],
})
export class AddDevicePage {
  /** From the address; undefined while it is still to be chosen. */
  readonly type = input(typeIn(undefined), { transform: typeIn });
  protected readonly chosen = computed(() => {
    const type = this.type();
    return type && { type, ...TYPE_WORDS[type] };
  });
  protected readonly types = TYPES_BY_HAND.map((type) => ({ type, ...TYPE_WORDS[type] }));
}
