import { expect, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { ACCOUNT, OWNER } from '../support/home';

test('from the box to the first forecast, on the page alone', async ({ freshHome, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(freshHome.hub.url);
  await page.getByRole('link', { name: 'This hub has no owner yet: set it up' }).click();
  await expect(page.getByRole('heading', { name: 'Setting up your hub' })).toBeVisible();
  await expect(page.getByText('5 steps done')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Code from the label').fill('AAAAA-AAAAA');
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('New password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Make this hub mine' }).click();
  await expect(page.getByRole('alert')).toContainText('This is not the code of this hub');

  await page.getByLabel('Code from the label').fill(freshHome.claimCode.toLowerCase());
  await page.getByRole('button', { name: 'Make this hub mine' }).click();
  await page.getByLabel('E-mail address of your CydYnni account').fill(ACCOUNT.email);
  await page.getByLabel('Password of your CydYnni account').fill('not this one');
  await page.getByRole('button', { name: 'Link this hub' }).click();
  await expect(page.getByRole('alert')).toContainText('CydYnni does not know this e-mail address and password');

  await page.getByLabel('Password of your CydYnni account').fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Link this hub' }).click();
  await expect(page.getByRole('heading', { name: 'Your hub is ready' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Forecast' }).click();
  await expect(page.locator('hub-verdict-figure')).toContainText(/until \d\d:\d\d/);
});

test('an unlinked hub says on each page what is missing, and leads to Setup', async ({ hub, page }) => {
  for (const path of ['/forecast', '/household', '/community', '/cy/forecast']) {
    await page.goto(`${hub.url}${path}`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(/CydYnni/);
    await alert.getByRole('link').click();
    await expect(page).toHaveURL(/\/setup$/);
  }
});
