import { expect, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { ACCOUNT } from '../support/home';

test.use({ ignoreHTTPSErrors: true });

test('a member signs in on the web and sees household, community and where the hub is', async ({ home, page }) => {
  await page.goto(`${home.community.url}/household`);
  await expect(page.getByRole('heading', { name: 'Welcome to CydYnni' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(ACCOUNT.email);
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('That name and password do not go together');
  await page.getByLabel('Password').fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.locator('hub-summary-tiles')).toContainText('kWh');
  const pages = page.getByRole('navigation').getByRole('link');
  await expect(pages).toHaveText(['Forecast', 'Household', 'Community', 'Account']);
  await pages.filter({ hasText: 'Community' }).click();
  await expect(page.locator('hub-club-tiles').first()).toContainText('£');
  await pages.filter({ hasText: 'Account' }).click();
  await expect(page.getByText(ACCOUNT.email)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to CydYnni' })).toBeVisible();
});
