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

  /** Whether the newest reading is marked. */
  get hasNewest(): boolean {
    return this.host.querySelector('.newest') !== null;
  }
}
