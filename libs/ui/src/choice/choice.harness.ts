/** A choice by what a person does with it. */
export class ChoiceHarness {
  constructor(private readonly host: HTMLElement) {}

  get legend(): string {
    return this.host.querySelector('legend')?.textContent.trim() ?? '';
  }

  /** Label of the chosen option. */
  get chosen(): string | undefined {
    return this.labels.find((label) => label.querySelector('input')?.checked)?.textContent.trim();
  }

  choose(name: string): void {
    const label = this.labels.find((candidate) => candidate.textContent.trim() === name);
    if (label === undefined) throw new Error(`There is no option "${name}"`);
    label.querySelector('input')?.click();
  }

  private get labels(): readonly HTMLLabelElement[] {
    return Array.from(this.host.querySelectorAll('label'));
  }
}
