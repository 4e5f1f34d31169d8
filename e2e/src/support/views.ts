import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './axe';
import { OWNER } from './home';

const VIEWS = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 820, height: 1_180, colorScheme: 'dark' },
  { width: 1_280, height: 800, colorScheme: 'light' },
  { width: 1_024, height: 600, colorScheme: 'dark' },
] as const;

/** On a phone, a tablet, a laptop and a small screen, light and dark. */
export async function accessibleEverywhere(page: Page): Promise<void> {
  for (const { width, height, colorScheme } of VIEWS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    // As tall as its content: what a phone's bar happens to cover at this moment is no fault.
    const wholePx = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(height, wholePx) });
    await expectAccessible(page);
  }
}

export async function signIn(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(OWNER.name);
  await dialog.getByLabel('Password').fill(OWNER.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
}

/** By keyboard alone: as often as needed to the control, and then the key. */
export async function reach(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first();
  await expect(wanted).toBeVisible();
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${name}`);
}
