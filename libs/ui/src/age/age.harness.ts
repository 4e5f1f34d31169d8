/** An age by what it says. */
export class AgeHarness {
  constructor(private readonly host: HTMLElement) {}

  get text(): string {
    return this.host.textContent.trim();
  }
}
