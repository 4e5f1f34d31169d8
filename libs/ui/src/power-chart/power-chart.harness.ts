/** The power chart by what it shows. */
export class PowerChartHarness {
  constructor(private readonly host: HTMLElement) {}

  /** The line under the title: lowest and highest, or that there is nothing. */
  get caption(): string {
    return this.host.querySelector('figcaption')?.textContent.trim() ?? '';
  }

  /** Unbroken stretches of the line. */
  get lineCount(): number {
    return this.host.querySelectorAll('.bought .line').length;
  }

  /** Hatched stretches. */
  get gapCount(): number {
    return this.host.querySelectorAll('.gap').length;
  }

  /** The chart as its table tells it: one text a row. */
  get rows(): readonly string[] {
    const rows = Array.from(this.host.querySelectorAll('tbody tr'));
    return rows.map((row) => Array.from(row.children, (cell) => cell.textContent.trim()).join(': '));
  }

  /** What the pointer or the arrow keys are at. */
  get readout(): string {
    return this.host.querySelector('.readout')?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  /** The same for a screen reader. */
  get valueText(): string | null {
    return this.host.querySelector('[role=slider]')?.getAttribute('aria-valuetext') ?? null;
  }

  press(key: string): void {
    this.host.querySelector('[role=slider]')?.dispatchEvent(new KeyboardEvent('keydown', { key }));
  }

  /** Whether the newest reading is marked. */
  get hasNewest(): boolean {
    return this.host.querySelector('.newest') !== null;
  }
}
