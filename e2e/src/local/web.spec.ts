import { expect, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { ACCOUNT } from '../support/home';

const SECOND_MPAN = '2300000000001';

test.use({ ignoreHTTPSErrors: true });

test('a member signs in on the web and sees household, community and where the hub is', async ({ home, page }) => {
  await page.goto(`${home.community.url}/household`);
  await expect(page.getByRole('heading', { name: 'Welcome to CydYnni' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(ACCOUNT.email);
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('The name or the password is wrong');
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

test('a household makes its account with the code of its letter, and sees what is its own', async ({ home, page }) => {
  await page.goto(`${home.community.url}/`);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await expectAccessible(page);
  await page.getByLabel('Code from your club’s letter').fill('AAAAA-AAAAA');
  await page.getByLabel('E-mail address').fill('nia@example.org');
  await page.getByLabel('New password').fill('mae hen wlad');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('alert')).toContainText('CydYnni does not know this code');

  const code = await home.community.claimCode(SECOND_MPAN);
  await page.goto(`${home.community.url}/cy/#claim=${code.slice(0, 5)}-${code.slice(-5)}`);
  await page.reload();
  await expect(page.getByLabel('Y cod o lythyr eich clwb')).not.toHaveValue('');
  await page.getByLabel('Cyfeiriad e-bost').fill('nia@example.org');
  await page.getByLabel('Cyfrinair newydd').fill('mae hen wlad');
  await page.getByRole('button', { name: 'Creu’r cyfrif' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Cyfrif' }).click();
  await expect(page.getByText('nia@example.org')).toBeVisible();
});
