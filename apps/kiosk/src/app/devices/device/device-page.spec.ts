import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd, type FakeCall } from '../../back-end.fake';
import { openPage } from '../../open-page.fake';
import { fakeRule, fakeSchedule } from '../../schedules/schedules.fake';
import { fakeControl, fakeDevice, fakeList, NOON_S } from '../devices.fake';

const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };
const HOUR_S = 3_600;

const backEnd = (device = fakeDevice()) =>
  new FakeBackEnd().json('GET whoami', owner).tell('devices/live', fakeList(device));

async function open(back = backEnd(), address = '/devices/1') {
  const opened = await openPage(address, back);
  opened.hub.timeS.set(NOON_S);
  const says = (words: string | RegExp) =>
    waitFor(() => expect(opened.root.textContent.replaceAll(/\s+/g, ' ')).toMatch(words));
  return { ...opened, says };
}

describe('DevicePage', () => {
  it('switches on for as long as was chosen, then leaves it to the schedule again', async () => {
    const asked: unknown[] = [];
    const back = backEnd().answer('PUT devices/1/control', ({ body }: FakeCall) => {
      asked.push(body);
      const { mode, until } = body as { mode: 'on' | 'off' | 'smart'; until: number | null };
      return { status: 200, body: fakeDevice({ control: fakeControl({ mode, until }) }) };
    });
    const { page, user, says } = await open(back);
    await user.selectOptions(await page.findByRole('combobox', { name: 'On or off holds' }), 'for two hours');
    await user.click(page.getByRole('button', { name: 'On' }));
    await says('Kept on until 14:00');
    await user.click(page.getByRole('button', { name: 'Smart' }));
    await says('No run is planned');
    expect(page.getByRole('button', { name: 'Smart' }).getAttribute('aria-pressed')).toBe('true');
    expect(asked).toEqual([
      { mode: 'on', until: NOON_S + 2 * HOUR_S },
      { mode: 'smart', until: null },
    ]);
  });

  it('falls back to what holds when the hub refuses', async () => {
    const { page, user } = await open(backEnd().refuse('PUT devices/1/control', 503, 'HUB_DATABASE_AWAY'));
    await user.click(await page.findByRole('button', { name: 'On' }));
    await page.findByRole('alert');
    expect(page.getByRole('button', { name: 'On' }).getAttribute('aria-pressed')).toBe('false');
  });

  it('names its runs, and leads to making a schedule', async () => {
    const runs = [1, 5].map((hours) => ({ start: NOON_S + hours * HOUR_S, end: NOON_S + (hours + 1) * HOUR_S }));
    const { page, says } = await open(backEnd(fakeDevice({ control: fakeControl({ runs }) })));
    await says('Next run 13:00');
    expect(page.getAllByRole('listitem').map(({ textContent }) => textContent.trim())).toEqual([
      '13:00 – 14:00',
      '17:00 – 18:00',
    ]);
    expect(page.getByRole('link', { name: 'Make a schedule' }).getAttribute('href')).toBe('/schedules/new?device=1');
  });

  it.each([
    [[fakeSchedule(), fakeSchedule({ id: 6, rule: fakeRule({ deviceId: 2 }) })], '/schedules/5'],
    [[fakeSchedule(), fakeSchedule({ id: 6 })], '/schedules'],
  ])('leads to the schedule that it has (%#)', async (schedules, address) => {
    const { page } = await open(backEnd().json('GET schedules', { schedules }));
    expect((await page.findByRole('link', { name: 'See its schedule' })).getAttribute('href')).toBe(address);
    expect(page.queryByRole('link', { name: 'Make a schedule' })).toBeNull();
  });

  it('gives it another name and room', async () => {
    const back = backEnd().answer('PATCH devices/1', ({ body }: FakeCall) => ({
      status: 200,
      body: fakeDevice(body as object),
    }));
    const { page, user } = await open(back);
    const [name, room] = [await page.findByLabelText('Name'), page.getByLabelText('Room')];
    await user.clear(name);
    await user.type(name, ' Dishwasher ');
    await user.clear(room);
    await user.click(page.getByRole('button', { name: 'Save' }));
    await page.findByRole('heading', { level: 1, name: 'Dishwasher' });
    await page.findByText('Saved.');
    expect(page.queryByText('Kitchen')).toBeNull();
  });

  it('tells the energy of today and of the month, and that the rest of the day is still to come', async () => {
    const halfHours = Array.from({ length: 48 }, (_, index) => ({
      start: NOON_S + (index - 24) * 1_800,
      energyKWh: index < 24 ? 0.05 : null,
    }));
    const back = backEnd(fakeDevice({ powerW: 100, powerAt: NOON_S })).answer('GET devices/1/energy', ({ query }) => ({
      status: 200,
      body:
        query.get('period') === 'day'
          ? { totalKWh: 1.2, parts: halfHours }
          : { totalKWh: 31.4, parts: [{ start: NOON_S - 12 * HOUR_S, energyKWh: 31.4 }] },
    }));
    const { page, says } = await open(back);
    await says('Today1.20 kWh');
    await says('November 202631.4 kWh');
    const chart = page.getByRole('slider', { name: 'Electricity of this device by time' });
    expect(chart.getAttribute('aria-valuetext')).toBe('23:30–00:00: Not yet known. ');
  });

  it('says so when nothing was measured', async () => {
    const { says } = await open();
    await says('This device has not told what it uses.');
  });

  it('is forgotten once the household is sure', async () => {
    const back = backEnd().answer('DELETE devices/1', { status: 204 });
    const { page, user } = await open(back);
    await user.click(await page.findByRole('button', { name: 'Forget this device…' }));
    expect(back.calls).not.toContain('DELETE devices/1');
    const sure = await page.findByRole('button', { name: 'Yes, forget it' });
    await waitFor(() => expect(document.activeElement).toBe(sure));
    await user.click(sure);
    await waitFor(() => expect(TestBed.inject(Router).url).toBe('/devices'));
  });

  it('adds what a bridge has found with one tap', async () => {
    const bridge = fakeDevice({ type: 'zigbee2mqtt', kind: 'bridge', name: 'Bridge', on: null, control: null });
    const found = {
      ...{ address: '0x1', name: 'Heater', model: 'TS011F', topic: 'zigbee2mqtt/Heater', outlets: 1 },
      ...{ measuresPower: true, measuresEnergy: true },
    };
    const back = backEnd(bridge)
      .json('GET devices/1/found', { found: [found] })
      .answer('POST devices', ({ body }: FakeCall) => {
        const { topic, name } = body as { topic: string; name: string };
        const device = fakeDevice({ id: 2, type: 'zigbee', topic, name });
        const settings = { path: [], host: 'h', port: 'p', user: 'u', password: 'w', also: [] };
        return { status: 201, body: { device, account: null, topic, settings } };
      });
    const { page, user } = await open(back);
    await user.click(await page.findByRole('button', { name: 'Add Heater' }));
    expect((await page.findByRole('link', { name: 'Added' })).getAttribute('href')).toBe('/devices/2');
  });

  it.each(['/devices/77', '/devices/x', '/devices/-1'])('says that there is no device at %s', async (address) => {
    const { page } = await open(backEnd(), address);
    await page.findByRole('heading', { name: 'There is no such device' });
  });
});
