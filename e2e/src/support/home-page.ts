import { expect, type Locator, type Page } from '@playwright/test';

export type ReadingWord = 'Live' | 'Delayed' | 'No reading';

/** The page Home by what a person reads on it. */
export class HomePage {
  readonly state: Locator;
  readonly power: Locator;
  readonly cost: Locator;
  readonly price: Locator;
  readonly age: Locator;
  readonly line: Locator;

  constructor(readonly page: Page) {
    this.state = page.locator('hub-state-badge');
    this.power = page.locator('hub-power-figure');
    this.cost = page.locator('hub-cost-figure');
    this.price = page.locator('hub-price-band');
    this.age = page.locator('hub-age');
    this.line = page.locator('hub-power-chart');
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async expectState(word: ReadingWord, timeout: number): Promise<void> {
    await expect(this.state).toHaveText(word, { timeout });
  }

  /** Milliseconds until the page shows this power, watched frame by frame inside the page. */
  async waitForPower(text: string, timeout: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.querySelector('hub-power-figure')?.textContent.includes(wanted),
      text,
      { polling: 'raf', timeout },
    );
  }
}
