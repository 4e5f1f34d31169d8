import { Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

const QUIET_MODULES = 4;

/** A QR code, dark on white in every theme: a camera needs the contrast. */
@Component({
  selector: 'hub-qr-code',
  template: `
    <svg [attr.viewBox]="'0 0 ' + code().size + ' ' + code().size" role="img" [attr.aria-label]="label()">
      <rect [attr.width]="code().size" [attr.height]="code().size" fill="#fff" />
      <path [attr.d]="code().path" fill="#000" shape-rendering="crispEdges" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      width: min(100%, 15rem);
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly code = computed(() => {
    const { data, size } = encode(this.text(), { border: QUIET_MODULES, ecc: 'M' });
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size, path: squares.join('') };
  });
}
