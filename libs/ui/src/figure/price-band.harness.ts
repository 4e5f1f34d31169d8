/** The price band by what it says. */
export class PriceBandHarness {
  constructor(private readonly host: HTMLElement) {}

  get name(): string {
    return this.host.querySelector('.name')?.textContent.trim() ?? '';
  }

  /** Price and until when. */
  get terms(): string {
    return this.host.querySelector('.terms')?.textContent.trim() ?? '';
  }
}
