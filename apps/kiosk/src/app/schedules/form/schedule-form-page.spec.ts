import { previewRuns, type SchedulePrices, ScheduleRule } from '@hub/contracts';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../../back-end.fake';
import { FakeHub } from '../../home/hub.fake';
import { openPage } from '../../open-page.fake';
import { NOON } from '../../outlook/forecast.fake';
import { timesText } from '../run-words';
import { fakeDevice, fakeRule, fakeSchedule } from '../schedules.fake';

const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };
/** 20 p a kWh, and 5 p from two to six in the morning. */
const prices: SchedulePrices = {
  now: NOON,
  zone: 'Europe/London',
  hub: 'h-1',
  asOf: NOON - 1_800,
  rungs: [
    {
      name: 'signal',
      signal: Array.from({ length: 96 }, (_, slot) => [
        NOON + slot * 1_800,
        NOON + (slot + 1) * 1_800,
        (slot >= 28 && slot < 36 ? 5 : 20) * 1e6,
      ]),
    },
  ],
};
const washer = fakeDevice(1, 'Washer');
const car = fakeDevice(2, 'Car', { type: 'openevse', kind: 'charger' });

function answering(devices = [washer, car]): FakeBackEnd {
  return new FakeBackEnd()
    .json('GET whoami', owner)
    .json('GET devices', { clockKnown: true, devices })
    .json('GET schedules/prices', prices)
    .json('GET schedules', { schedules: [] })
    .json('GET schedules/5', fakeSchedule())
    .json('GET schedules/5/history', { events: [] });
}

async function open(back: FakeBackEnd, address = '/schedules/new?device=1') {
  const hub = new FakeHub();
  hub.timeS.set(NOON);
  const opened = await openPage(address, back, { hub });
  const text = () => opened.root.textContent.replaceAll(/\s+/g, ' ');
  const says = (words: string | RegExp) => waitFor(() => expect(text()).toMatch(words));
  return { ...opened, says, text };
}

describe('ScheduleFormPage', () => {
  it('shows what the answers mean, in hours and pence, before anything is saved, as the hub would plan it', async () => {
    let sent: unknown;
    const back = answering().answer('POST schedules', ({ body }) => {
      sent = body;
      return { status: 201, body: fakeSchedule() };
    });
    const { page, user, says, text } = await open(back);
    await says(/Ready by 07:00 tomorrow/);
    await user.click(page.getByRole('radio', { name: '3 h' }));
    await says(/saves 90p against starting now/);
    await user.click(page.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toBeDefined());
    const rule = ScheduleRule.parse(sent);
    expect(rule).toMatchObject({ deviceId: 1, task: { kind: 'minutes', minutes: 180 }, powerW: 2_000 });
    const [run] = previewRuns(rule, prices);
    expect(timesText(run?.blocks ?? [], NOON)).toMatch(/^02:\d\d–05:\d\d tomorrow$/);
    await says('Next run');
    expect(back.calls).not.toContain('POST schedules/preview');
    expect(text()).not.toContain('Save');
  });

  it('says how much will not be done, and why', async () => {
    const { page, user, says } = await open(answering());
    await user.click(await page.findByText('More'));
    await user.type(page.getByRole('spinbutton', { name: 'Never above this price, p per unit' }), '6');
    await user.click(page.getByRole('radio', { name: '5 h' }));
    await says(/1 h of it will not be done in time: too few hours cost as little as you allow/);
    await user.clear(page.getByRole('spinbutton', { name: 'Never above this price, p per unit' }));
    await user.type(page.getByRole('spinbutton', { name: 'Never above this price, p per unit' }), '1');
    await says(/It cannot run at all: too few hours cost as little as you allow/);
  });

  it('explains itself', async () => {
    const { page, user } = await open(answering());
    await user.click(await page.findByText('Why?'));
    const rows = Array.from(page.getByRole('table', { name: 'What it costs at other times' }).querySelectorAll('tr'));
    expect(rows.map((row) => row.textContent.replaceAll(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^As planned ?20p$/),
      expect.stringMatching(/^Started now ?80p$/),
      expect.stringMatching(/^As late as possible ?50p$/),
      expect.stringMatching(/^On average ?\d+p$/),
    ]);
    expect(page.getByText(/Prices: the community’s forecast\./).parentElement?.textContent).toMatch(
      /Made\s+30 minutes ago/,
    );
  });

  it('repeats on the days that are chosen, with another time on one of them', async () => {
    let sent: unknown;
    const back = answering().answer('POST schedules', ({ body }) => {
      sent = body;
      return { status: 201, body: fakeSchedule() };
    });
    const { page, user } = await open(back);
    await user.click(await page.findByRole('radio', { name: 'Every week' }));
    await user.click(await page.findByRole('checkbox', { name: 'Sun' }));
    await user.click(page.getByText('Another time on some days'));
    const saturday = page.getByLabelText('Sat', { selector: 'input[type=time]' });
    await user.clear(saturday);
    await user.type(saturday, '09:30');
    await user.tab();
    await user.click(page.getByRole('checkbox', { name: /It can pause/ }));
    await user.click(page.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toBeDefined());
    expect(sent).toMatchObject({
      week: [['07:00'], ['07:00'], ['07:00'], ['07:00'], ['07:00'], ['09:30'], []],
      once: null,
      interruptible: true,
    });
  });

  it('asks a car for energy or for a battery level', async () => {
    const { page, user, says } = await open(answering(), '/schedules/new?device=2');
    await user.click(await page.findByRole('radio', { name: '5 kWh' }));
    await says(/25p/);
    await user.click(page.getByRole('radio', { name: 'Battery level' }));
    const level = await page.findByRole('spinbutton', { name: 'Charge to, %' });
    await user.clear(level);
    await user.type(level, '30');
    await says('Say how long it runs, or how much energy it needs.');
    const save: HTMLButtonElement = page.getByRole('button', { name: 'Save' });
    expect(save.disabled).toBe(true);
  });

  it('asks which device, and what is missing', async () => {
    const { page, user, says } = await open(answering(), '/schedules/new');
    await says('Choose a device.');
    await user.click(page.getByRole('radio', { name: 'Washer' }));
    await says(/Ready by 07:00 tomorrow/);
    await user.click(page.getByRole('radio', { name: 'Today' }));
    await says('Nothing is ahead: this time has passed, or every day is left out.');
  });

  it('leads to Devices where nothing can be switched', async () => {
    const { page } = await open(answering([fakeDevice(3, 'Meter', { control: null })]), '/schedules/new');
    expect((await page.findByRole('link', { name: 'Go to Devices' })).getAttribute('href')).toBe('/devices');
  });

  it('changes a schedule and keeps what it does not show', async () => {
    let sent: unknown;
    const rule = fakeRule({ reserveMinutes: 25, minOffMinutes: 5, skip: ['2026-11-24T07:00'] });
    const back = answering()
      .json('GET schedules/5', fakeSchedule({ rule }))
      .answer('PUT schedules/5', ({ body }) => {
        sent = body;
        return { status: 200, body: fakeSchedule({ rule }) };
      });
    const { page, user } = await open(back, '/schedules/5/edit');
    await user.click(await page.findByRole('radio', { name: '2 h' }));
    await user.click(page.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toEqual({ ...rule, task: { kind: 'minutes', minutes: 120 } }));
  });

  it('says what the hub refused', async () => {
    const { page, user } = await open(answering().refuse('POST schedules', 409, 'HUB_SCHEDULES_FULL'));
    await user.click(await page.findByRole('button', { name: 'Save' }));
    expect((await page.findByRole('alert')).textContent).toContain('The hub keeps 100 schedules, and no more');
    expect(page.getByRole('button', { name: 'Save' })).toBeTruthy();
  });

  it('goes on without a price: as late as it can', async () => {
    const back = answering().json('GET schedules/prices', { ...prices, asOf: null, rungs: [] });
    const { page, says, user } = await open(back);
    await says(/04:\d\d–06:\d\d tomorrow.*What it costs is not known yet\./);
    await user.click(page.getByText('Why?'));
    await says(/Prices: no prices: it runs as late as it can\./);
  });
});
