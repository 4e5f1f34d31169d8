import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { OWNER } from '../support/home';
import { smallBundle } from './lab/bad-bundles';
import { expect, test } from './lab/fixtures';
import { SecondHub } from './lab/second-hub';
import { HubShell } from './lab/shell';
import { fatStick } from './lab/stick';

/*
 * A hub as it came from its maker, whose card was not prepared: its owner has a phone, the code from the card, a key
 * for SSH and a USB stick.
 */

const REFUSED = /Connection (refused|timed out)/;

test.describe.serial('who owns the hub does the rest at the page', () => {
  test.setTimeout(1_200_000);
  let second: SecondHub;
  let shell: HubShell;
  let publicKey: string;

  test.beforeAll(async ({ lab }) => {
    const dir = join(lab.dir, 'owner');
    mkdirSync(dir, { recursive: true });
    publicKey = await HubShell.makeKey(join(dir, 'key'));
    const page = join(dir, 'page.html');
    writeFileSync(page, '<!doctype html><title>Not an update</title>');
    const stick = await fatStick(join(dir, 'stick.img'), {
      'update.raucb': await smallBundle(dir, 'update', { version: '0.9.0' }),
      'page.raucb': page,
    });
    second = await SecondHub.fresh(lab.network, lab.dir);
    second.start({ clock: 'utc', stick });
    await second.answers(600_000);
    shell = new HubShell(lab.network, join(dir, 'key'), second.address);
  });
  test.afterAll(async () => {
    await second.powerOff();
    second.card.remove();
  });

  const section = (name: string): string => `hub-${name}-section`;

  test('no one can log in by SSH', async () => {
    const { code, stderr } = await shell.attempt('true');
    expect(code).not.toBe(0);
    expect(stderr).toMatch(REFUSED);
  });

  test('the code that the hub wrote onto its card makes it the owner’s', async ({ page, lab }) => {
    const file = join(lab.dir, 'owner', 'claim-code.txt');
    await second.card.take('claim-code.txt', file);
    await page.goto(`http://${second.address}/setup`);
    await page.locator('hub-claim-form input[name=code]').fill(readFileSync(file, 'utf8').trim());
    await page.locator('hub-claim-form input[name=name]').fill(OWNER.name);
    await page.locator('hub-claim-form input[name=password]').fill(OWNER.password);
    await page.getByRole('button', { name: 'Make this hub mine' }).click();
    await expect(page.locator('hub-link-form')).toBeVisible({ timeout: 60_000 });
  });

  test('a key given at the page switches SSH on, and without keys it is off again', async ({ page }) => {
    const ssh = page.locator(section('ssh'));
    const save = async (keys: string): Promise<void> => {
      if (!(await ssh.locator('textarea').isVisible())) await ssh.locator('summary').click();
      await ssh.locator('textarea').fill(keys);
      await ssh.getByRole('button', { name: 'Save' }).click();
    };
    await page.goto(`http://${second.address}/access`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.locator('hub-sign-in-dialog');
    await dialog.locator('input[name=name]').fill(OWNER.name);
    await dialog.locator('input[name=password]').fill(OWNER.password);
    await dialog.locator('button.main').click();
    await expect(ssh).toContainText('SSH is off', { timeout: 60_000 });
    await save(publicKey);
    await expect(ssh).toContainText('SSH is on for 1 key.', { timeout: 60_000 });
    expect(await shell.run('id -un')).toBe('root\n');
    await save('');
    await expect(ssh).toContainText('SSH is off', { timeout: 60_000 });
    const isOff = async (): Promise<boolean> => REFUSED.test((await shell.attempt('true')).stderr);
    await eventually('no one can log in any more', isOff, 60_000);
  });

  test('an update on a stick is offered, and another file is refused by its name', async ({ page }) => {
    await page.goto(`http://${second.address}/settings`);
    const updates = page.locator(section('updates'));
    await expect(updates).toContainText('Version 0.9.0 is on the USB stick', { timeout: 120_000 });
    await expect(updates).toContainText('page.raucb');
    await expect(updates).toContainText('This file is no update for a hub');
    await updates.screenshot({ path: test.info().outputPath('stick.png') });
  });
});
