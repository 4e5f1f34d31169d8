import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures';
import { OWNER } from '../support/home';

const notes = { en: 'Forecasts for two days.', cy: 'Rhagolygon am ddau ddiwrnod.' };

test('Update now asks for the owner in place, and goes on once signed in', async ({ home, page }) => {
  home.tellUpdate({ release: { version: '0.3.0', notes } });
  await page.goto(`${home.hub.url}/settings`);
  await expect(page.locator('hub-updates-section')).toContainText('Version 0.3.0 is ready');
  await expect(page.locator('hub-updates-section')).toContainText(notes.en);
  await page.getByRole('button', { name: 'Update now' }).click();

  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(OWNER.name);
  await dialog.getByLabel('Password').fill('something else');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The name or the password is wrong');
  expect(existsSync(join(home.requestDir, 'update-now'))).toBe(false);

  await dialog.getByLabel('Password').fill(OWNER.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => existsSync(join(home.requestDir, 'update-now'))).toBe(true);
  await expect(page.locator('hub-account-section')).toContainText(`Signed in as ${OWNER.name}`);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('hub-account-section')).toContainText('You are not signed in');
});

test('the way of an update is told, and after a rollback what happened, in both languages', async ({ home, page }) => {
  home.tellUpdate({ phase: 'downloading', progress: { doneBytes: 31e6, totalBytes: 88e6 } });
  await page.goto(`${home.hub.url}/settings`);
  await expect(page.locator('hub-updates-section')).toContainText('31 MB of 88 MB');

  const at = Date.UTC(2026, 10, 22, 12) / 1_000;
  home.tellUpdate({ outcome: { kind: 'rolled-back', version: '0.3.0', reason: 'health:page-silent', at } });
  await expect(page.locator('hub-updates-section')).toContainText(
    'It was tried on 22 November, but its page did not answer. So the hub went back to 0.2.0 by itself.',
  );
  await page.goto(`${home.hub.url}/cy/settings`);
  await expect(page.locator('hub-updates-section')).toContainText('Tynnwyd y diweddariad i 0.3.0 yn ôl.');
  await expect(page.locator('hub-updates-section')).toContainText('ar 22 Tachwedd, ond nid atebodd ei thudalen.');
});

test('a file that is no update is refused in plain words', async ({ home, page }) => {
  home.tellUpdate({});
  await page.goto(`${home.hub.url}/settings`);
  await page
    .locator('hub-updates-section input[type=file]')
    .setInputFiles({ name: 'page.raucb', mimeType: 'application/octet-stream', buffer: Buffer.from('<html></html>') });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(OWNER.name);
  await dialog.getByLabel('Password').fill(OWNER.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('hub-updates-section')).toContainText('This file is no update for a hub');
});
