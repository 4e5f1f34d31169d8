import { Component, computed, input } from '@angular/core';
import { generate } from 'lean-qr';

/** Modules of light around the code, so that a camera finds it. */
const QUIET = 4;

/** A text as a QR code; dark on light in both themes, as cameras want it. */
@Component({
  selector: 'hub-qr-code',
  template: `
    <svg
      role="img"
      aria-label="QR code of these settings"
      i18n-aria-label="@@qr.label"
      [attr.viewBox]="code().box"
      shape-rendering="crispEdges"
    >
      <path [attr.d]="code().modules" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      border-radius: 0.5rem;
      background: #fff;
      fill: #000;
      forced-color-adjust: none;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  protected readonly code = computed(() => {
    const bitmap = generate(this.text());
    const modules: string[] = [];
    for (let y = 0; y < bitmap.size; y += 1)
      for (let x = 0; x < bitmap.size; x += 1) if (bitmap.get(x, y)) modules.push(`M${x} ${y}h1v1h-1z`);
    const side = bitmap.size + 2 * QUIET;
    return { box: `${-QUIET} ${-QUIET} ${side} ${side}`, modules: modules.join('') };
  });
}
