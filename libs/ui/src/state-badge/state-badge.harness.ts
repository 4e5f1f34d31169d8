/** A state badge by what it says. */
export class StateBadgeHarness {
  constructor(private readonly host: HTMLElement) {}

  get word(): string {
    return this.host.textContent.trim();
  }

  /** Whether a shape goes with the word, so that colour is not needed to tell it apart. */
  get hasShape(): boolean {
    return this.host.querySelector('svg, .beat, .waiting') !== null;
  }
}
