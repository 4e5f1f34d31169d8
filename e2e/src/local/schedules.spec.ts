import { HouseholdDeviceList } from '@hub/contracts';
import { eventually } from '../support/eventually';
import { expect, test } from '../support/fixtures';
import { PairingPlug } from '../support/pairing-plug';
import { accessibleEverywhere, reach, signIn } from '../support/views';

// Each page is looked at in four views, which takes its time on a busy machine.
test.describe.configure({ timeout: 300_000 });
test.use({ actionTimeout: 20_000 });

const PHONE = { width: 360, height: 740 } as const;

/** A deadline half a day from now, so that no run of it is due while the spec switches the plug, at any time of day. */
function halfADayAhead(): { notBefore: string; readyBy: string } {
  const hour = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hour12: false, timeZone: 'Europe/London' });
  // Both on one day.
  const readyBy = Math.max(3, (Number(hour.format(new Date())) + 12) % 24);
  const clock = (hours: number): string => `${String(hours).padStart(2, '0')}:30`;
  return { notBefore: clock(readyBy - 3), readyBy: clock(readyBy) };
}

test('a run is planned on the page, explained, given exceptions, and taken away again', async ({
  freshHome: home,
  page,
}) => {
  await home.settle();
  const plug = new PairingPlug(home.hub, 'smartplug5415');
  const isOn = async (): Promise<boolean> => {
    const list = HouseholdDeviceList.parse(await (await fetch(`${home.hub.url}/api/v1/devices`)).json());
    return list.devices.some(({ name, on }) => name === plug.node && on === true);
  };
  try {
    await page.goto(`${home.hub.url}/devices`);
    await page.getByRole('link', { name: 'Add your first device' }).click();
    await page.getByRole('button', { name: 'Pair a new device' }).click();
    await signIn(page);
    await expect(page.getByRole('timer')).toBeVisible();
    plug.powerOn();
    await page.getByRole('button', { name: 'Allow 127.0.0.1' }).click();
    await expect(page.getByRole('button', { name: `Switch on ${plug.node}` })).toBeVisible({ timeout: 30_000 });

    // The form: what it means is in view before anything is saved, and never over the navigation of a phone.
    await page.goto(`${home.hub.url}/schedules`);
    await page.getByRole('link', { name: 'Plan a run' }).click();
    await expect(page.getByText(/^Ready by 07:00/)).toBeVisible({ timeout: 15_000 });
    await page.setViewportSize(PHONE);
    const bottom = async (): Promise<number> => {
      const box = await page.locator('.sheet').boundingBox();
      return Math.round((box?.y ?? 0) + (box?.height ?? Infinity));
    };
    const navigation = await page.getByRole('navigation').boundingBox();
    expect(await bottom()).toBeLessThanOrEqual(Math.round(navigation?.y ?? 0));
    await expect(page.getByRole('button', { name: 'Save' })).toBeInViewport();
    await accessibleEverywhere(page);

    await page.getByRole('radio', { name: 'Every week' }).check();
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) {
      await page.getByRole('checkbox', { name: day }).check();
    }
    await page.getByRole('radio', { name: '1 h', exact: true }).check();
    const { notBefore, readyBy } = halfADayAhead();
    await page.getByLabel('Ready by').fill(readyBy);
    await page
      .locator('summary')
      .filter({ hasText: /^More$/ })
      .click();
    await page.getByLabel('Not before').fill(notBefore);
    await expect(page.getByText(new RegExp(`^Ready by ${readyBy}`))).toBeVisible();
    await page.getByText('Why?', { exact: true }).click();
    await expect(page.getByRole('row', { name: 'Started now' })).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();

    // Its page: why, the week, the history; each exception in one tap, and back.
    await expect(page.getByRole('heading', { level: 1, name: plug.node })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Why?' })).toBeVisible();
    await expect(page.locator('hub-week-view').getByRole('listitem')).toHaveCount(7);
    const told = page.locator('hub-schedule-buttons').getByRole('status');
    const undo = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(told).toHaveText('Undone.');
    };
    await page.getByRole('button', { name: 'Boost 1 h' }).click();
    await expect(page.getByRole('button', { name: /^End boost/ })).toBeVisible();
    await eventually('the boosted plug is on', isOn, 30_000);
    await undo();
    await eventually('the plug is off again', async () => !(await isOn()), 30_000);
    await reach(page, 'Skip next');
    await page.keyboard.press('Enter');
    await expect(told).toContainText('is skipped');
    await expect(page.locator('hub-week-view')).toContainText('skipped');
    await undo();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByLabel('Paused until')).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(told).toContainText('It runs again.');
    await page.getByRole('button', { name: 'Off', exact: true }).click();
    await expect(page.getByText('This schedule is off: it runs nothing')).toBeVisible();
    await undo();
    await accessibleEverywhere(page);
    await page.reload();
    const history = page.getByRole('region', { name: 'History' });
    for (const what of ['Made', 'Planned', 'Skipped', 'Switched off', 'Undone']) {
      await expect(history.getByText(what, { exact: true }).first()).toBeVisible();
    }

    await page.goto(`${home.hub.url}/cy/schedules`);
    await expect(page.getByRole('link', { name: plug.node })).toBeVisible();
    await page.getByText('Terfyn pŵer y tŷ').click();
    await accessibleEverywhere(page);
    await page.getByRole('link', { name: 'English' }).click();
    await page.goto(home.hub.url);
    await expect(page.locator('hub-home-plans')).toContainText(`Ready by ${readyBy}`);

    await page.locator('hub-home-plans').getByRole('link', { name: plug.node }).click();
    await page.getByRole('button', { name: 'Remove this schedule' }).click();
    await page.getByRole('button', { name: 'Yes, remove' }).click();
    await expect(page.getByText('Nothing is planned yet.')).toBeVisible();
  } finally {
    await plug.stop();
  }
});
