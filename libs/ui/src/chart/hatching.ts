import { Component } from '@angular/core';

/** The pattern of what is not known, to be named by an id and filled with. */
@Component({
  selector: 'pattern[hubHatching]',
  template: '<svg:path d="M0 0V8" />',
  styles: 'path { fill: none; stroke: var(--hatch); stroke-width: 3; }',
  host: { width: '8', height: '8', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
})
export class Hatching {}
