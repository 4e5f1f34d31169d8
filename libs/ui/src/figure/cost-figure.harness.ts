/** The cost figure by what it says. */
export class CostFigureHarness {
  constructor(private readonly host: HTMLElement) {}

  get text(): string {
    return this.host.textContent.trim();
  }
}
