import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { OWNER } from '../support/home';

async function openAsOwner(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(Sign in|Mewngofnodi)$/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name=name]').fill(OWNER.name);
  await dialog.locator('input[name=password]').fill(OWNER.password);
  await dialog.locator('button.main').click();
  await expect(page.locator('hub-people-section li').first()).toContainText(OWNER.name);
}

test('a member comes by a link that works once, and nothing of hers works once she is removed', async ({
  home,
  page,
  browser,
}) => {
  await openAsOwner(page, `${home.hub.url}/access`);
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the invitation' })).toBeVisible();
  const link = (await page.locator('hub-invite-form code').textContent()) ?? '';
  expect(link).toMatch(new RegExp(`^${home.hub.url}/join#[\\w-]{24}$`));

  const niasPhone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const nia = await niasPhone.newPage();
  await nia.goto(link);
  await expect(nia.getByRole('heading', { name: 'Your invitation' })).toBeVisible();
  await expect(nia).toHaveURL(/\/join$/);
  await expectAccessible(nia);
  await nia.getByLabel('Your name').fill('Nia');
  await nia.getByLabel('New password').fill('bara brith 26');
  await nia.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(nia).toHaveURL(`${home.hub.url}/`);
  await nia.goto(`${home.hub.url}/access`);
  await expect(nia.locator('hub-sessions-section')).toContainText('This page');
  await expect(nia.locator('hub-people-section')).toHaveCount(0);

  const stranger = await browser.newContext();
  const second = await stranger.newPage();
  await second.goto(link);
  await second.getByLabel('Your name').fill('Owain');
  await second.getByLabel('New password').fill('bara brith 26');
  await second.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(second.getByRole('alert')).toContainText('This invitation is not valid');
  await stranger.close();

  await page.reload();
  await page.getByRole('button', { name: 'Remove Nia', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, remove Nia' }).click();
  await expect(page.getByRole('button', { name: 'Remove Nia', exact: true })).toHaveCount(0);
  await expect(page.locator('hub-sessions-section')).not.toContainText('Nia');
  await nia.reload();
  await expect(nia.getByRole('main').getByRole('button', { name: 'Sign in' })).toBeVisible();
  await niasPhone.close();
});

test('a key is shown once, works, and is revoked; the log says so', async ({ home, page, request }) => {
  await openAsOwner(page, `${home.hub.url}/access`);
  await page.getByLabel('What the key is for').fill('wall box');
  await page.getByRole('button', { name: 'New key for reading', exact: true }).click();
  const key = (await page.locator('hub-keys-section code').textContent()) ?? '';
  const status = async () => (await request.get(`${home.hub.url}/feed/list.json?apikey=${key}`)).status();
  expect(await status()).toBe(200);
  await page.reload();
  await expect(page.locator('hub-keys-section')).toContainText('wall box');
  await expect(page.locator('hub-keys-section')).not.toContainText(key);
  await page.getByRole('button', { name: 'Revoke wall box', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, revoke wall box' }).click();
  await expect(page.locator('hub-keys-section')).toContainText('No program has a key.');
  expect(await status()).toBe(401);
  await page.reload();
  await expect(page.locator('hub-audit-section')).toContainText(`${OWNER.name} made the key “wall box”`);
});

for (const base of ['/', '/cy/']) {
  test(`${base}access: accessible on phone and laptop, by keyboard too`, async ({ home, page }) => {
    await openAsOwner(page, `${home.hub.url}${base}access`);
    await expect(page.locator('hub-audit-section li').first()).toBeVisible();
    for (const [width, colorScheme] of [
      [320, 'dark'],
      [390, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.locator('hub-sessions-section button').last().focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('hub-sessions-section button.main')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('hub-sessions-section button.main')).toHaveCount(0);
  });
}
