import { waitFor, within } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd, type FakeCall } from '../../back-end.fake';
import { openPage } from '../../open-page.fake';
import { fakeControl, fakeDevice, fakeList, NOON_S } from '../devices.fake';

const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };
const unheard = fakeDevice({ id: 7, type: 'tasmota', name: 'Heater', reach: 'unheard', heardAt: null, on: null });
const settings = {
  ...{ path: ['Configuration', 'Configure MQTT'], host: 'Host', port: 'Port', user: 'User', password: 'Password' },
  ...{ topic: 'Topic', also: [['Full Topic', '%prefix%/%topic%/']] },
};
const account = { port: 1883, username: 'device-abc', password: 'secret-word' };
const access = { device: unheard, account, topic: 'tasmota_x', settings };

async function open(address: string, back = new FakeBackEnd().json('GET whoami', owner)) {
  const opened = await openPage(address, back.tell('devices/live', fakeList()));
  opened.hub.timeS.set(NOON_S);
  return { ...opened, back };
}

async function named(changed: Partial<typeof access> = {}) {
  const asked: unknown[] = [];
  const opened = await open('/devices/add?type=tasmota');
  opened.back.answer('POST devices', ({ body }: FakeCall) => {
    asked.push(body);
    return { status: 201, body: { ...access, ...changed } };
  });
  await opened.user.type(await opened.page.findByLabelText('Name'), 'Heater');
  await opened.user.click(opened.page.getByRole('button', { name: 'Next: its settings' }));
  await opened.page.findByRole('heading', { name: '2. Enter this in the device' });
  return { ...opened, asked };
}

describe('AddDevicePage', () => {
  it('offers each type by name, and leads to its own steps', async () => {
    const { page, user } = await open('/devices/add');
    const types = within(await page.findByRole('region', { name: 'Devices that are told where the hub is' }));
    expect(types.getAllByRole('listitem')).toHaveLength(9);
    await user.click(types.getByRole('link', { name: /^Tasmota plug/ }));
    await page.findByRole('heading', { level: 1, name: 'Tasmota plug' });
  });

  it('gives the exact settings of the firmware, in text and as a QR code', async () => {
    const { page, asked } = await named();
    expect(asked).toEqual([{ type: 'tasmota', name: 'Heater', room: null, outlet: 1 }]);
    page.getByText('Configuration › Configure MQTT');
    const value = (label: string) => page.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent.trim();
    expect(['Host', 'Port', 'User', 'Password', 'Topic', 'Full Topic'].map(value)).toEqual([
      location.hostname,
      '1883',
      'device-abc',
      'secret-word',
      'tasmota_x',
      '%prefix%/%topic%/',
    ]);
    page.getByRole('img', { name: 'QR code of these settings' });
    expect(document.activeElement).toBe(page.getByRole('heading', { name: '2. Enter this in the device' }));
  });

  it('joins address and port where the firmware asks for both in one', async () => {
    const { page } = await named({ settings: { ...settings, port: 'Host' } });
    expect(page.getByText('Host', { selector: 'dt' }).nextElementSibling?.textContent.trim()).toBe(
      `${location.hostname}:1883`,
    );
  });

  it('waits until the device is heard, tries it, and leads to it', async () => {
    const { page, user, back } = await named();
    page.getByText('Waiting for the first message of Heater…');
    back.tell('devices/live', fakeList({ ...unheard, reach: 'answers', heardAt: NOON_S, on: false }));
    await page.findByText('The hub has heard Heater.');
    const on = { ...unheard, reach: 'answers' as const, on: true };
    back.json('PUT devices/7/control', { ...on, control: fakeControl({ mode: 'on', wantedOn: true }) });
    await user.click(page.getByRole('button', { name: 'Switch it on' }));
    await page.findByText('Asked to switch on; waiting for its answer…');
    back.tell(
      'devices/live',
      fakeList({ ...on, control: fakeControl({ mode: 'on', wantedOn: true, confirmed: true }) }),
    );
    await page.findByText('It is on, and says so.');
    expect(page.getByRole('link', { name: 'Open Heater' }).getAttribute('href')).toBe('/devices/7');
  });

  it('names what helps when it is not heard, and when it does not obey', async () => {
    const { page, user, hub, back } = await named();
    hub.timeS.set(NOON_S + 61);
    await page.findByRole('heading', { name: /Nothing heard yet/ });
    expect(page.getByText(/Its topic has to be/).textContent).toContain('tasmota_x');
    const heard = { ...unheard, reach: 'answers' as const, heardAt: NOON_S, on: false };
    back.tell('devices/live', fakeList(heard)).json('PUT devices/7/control', heard);
    await user.click(await page.findByRole('button', { name: 'Switch it on' }));
    await page.findByText('Asked to switch on; waiting for its answer…');
    hub.timeS.set(NOON_S + 80);
    await page.findByRole('heading', { name: 'It is heard, but it does not answer' });
  });

  it('says so when no account can be made', async () => {
    const opened = await open('/devices/add?type=tasmota');
    opened.back.refuse('POST devices', 503, 'ACCOUNTS_UNAVAILABLE');
    await opened.user.type(await opened.page.findByLabelText('Name'), 'Heater');
    await opened.user.click(opened.page.getByRole('button', { name: 'Next: its settings' }));
    expect((await opened.page.findByRole('alert')).textContent).toContain('No account can be made');
  });

  it('takes an unknown type for none', async () => {
    const { page } = await open('/devices/add?type=toaster');
    await waitFor(() => page.getByRole('heading', { level: 1, name: 'Add a device' }));
  });
});
