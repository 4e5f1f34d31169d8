/** The power figure by what it says. */
export class PowerFigureHarness {
  constructor(private readonly host: HTMLElement) {}

  /** Which way the power flows, in words. */
  get flow(): string {
    return this.host.querySelector('.flow')?.textContent.trim() ?? '';
  }

  /** The digits. */
  get value(): string {
    return this.host.querySelector('.value')?.textContent.trim() ?? '';
  }

  get unit(): string {
    return this.host.querySelector('.unit')?.textContent.trim() ?? '';
  }
}
