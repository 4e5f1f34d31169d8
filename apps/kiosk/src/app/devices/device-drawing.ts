import { Component, computed, input } from '@angular/core';
import { type HouseholdDevice } from '@hub/contracts';

const PLUG =
  'M14 10h20a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4V14a4 4 0 0 1 4-4zM24 15.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM21 22v4M27 22v4';
const MODULE = 'M13 13h22v22H13zM18 8v5M24 8v5M30 8v5M18 35v5M24 35v5M30 35v5M19 24a5 5 0 0 1 10 0M22 27h4';
const CHARGER =
  'M15 7h14a3 3 0 0 1 3 3v26H12V10a3 3 0 0 1 3-3zM9 41h26M23 13l-4 7h6l-4 7M32 22h3a3 3 0 0 1 3 3v8a2.5 2.5 0 0 0 5 0V19l-5-5';

/** Own outlines on a 48 px grid. */
const DRAWINGS: Readonly<Record<HouseholdDevice['type'], string>> = {
  smartplug: PLUG,
  zigbee: PLUG,
  tasmota: `${PLUG}M38 6a10 10 0 0 1 4 4M36 3a15 15 0 0 1 9 9`,
  wifirelay:
    'M8 16h32v20H8zM13 16v-4M19 16v-4M25 16v-4M13 30h6l5-5M28 30h7M32 10a5 5 0 0 1 5-5M36 12a2 2 0 0 1 2-2M13 23h5',
  hpmon:
    'M8 11h32v26H8zM22 16a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM22 24l-4-4M22 24l5-2M22 24l-1 5M35 17v6M35 27v4M13 37v4M35 37v4',
  openevse: CHARGER,
  'openevse-rapi': CHARGER,
  'shelly-gen1':
    'M24 8a16 16 0 1 0 0 32 16 16 0 0 0 0-32zM17 13.5v5M22 12v5M27 12v5M32 14.5v4M19 28a7 7 0 0 1 10 0M24 32h.01',
  'shelly-gen2':
    'M14 9h20a5 5 0 0 1 5 5v20a5 5 0 0 1-5 5H14a5 5 0 0 1-5-5V14a5 5 0 0 1 5-5zM16 9v6M21 9v6M27 9v6M32 9v6M18 28a8.5 8.5 0 0 1 12 0M24 33h.01',
  zigbee2mqtt: 'M10 26h28v11H10zM16 31.5h.01M21 31.5h6M33 26V13M29 9a6 6 0 0 1 8 0M26 5.5a11 11 0 0 1 14 0',
  glow: 'M9 9h30v22H9zM18 39h12M24 31v8M14 25l5-6 5 3 6-8 4 4',
  esphome: MODULE,
  givtcp: 'M11 8h18v32H11zM20 14l-4 8h7l-4 9M33 18h6v18h-6zM34.5 15h3M29 27h4',
};

/** A drawing of a type of device, beside words that say the same; never alone. */
@Component({
  selector: 'hub-device-drawing',
  template: `<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path [attr.d]="outline()" /></svg>`,
  styles: `
    :host {
      display: inline-grid;
      flex: none;
      place-items: center;
    }
    svg {
      width: 3em;
      height: 3em;
      fill: none;
      stroke: currentColor;
      stroke-width: 2.2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class DeviceDrawing {
  readonly type = input.required<HouseholdDevice['type']>();
  protected readonly outline = computed(() => DRAWINGS[this.type()]);
}
