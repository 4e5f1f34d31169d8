import { waitFor, within } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd, type FakeCall } from '../back-end.fake';
import { FakeHub } from '../home/hub.fake';
import { openPage, rowsOf } from '../open-page.fake';
import { fakeForecast, NOON } from '../outlook/forecast.fake';
import { fakeDevice, fakeRule, fakeRun, fakeSchedule } from './schedules.fake';

const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };
const boosted = fakeSchedule({ standing: { enabled: true, boostFrom: NOON, boostUntil: NOON + 3_600 } });

function answering(...schedules: ReturnType<typeof fakeSchedule>[]): FakeBackEnd {
  return new FakeBackEnd()
    .json('GET whoami', owner)
    .json('GET devices', { clockKnown: true, devices: [fakeDevice(1, 'Washer'), fakeDevice(2, 'Dishwasher')] })
    .json('GET club/forecast', fakeForecast())
    .json('GET schedules', { schedules })
    .json('GET schedules/cap', { capW: null })
    .json('GET schedules/5', schedules[0] ?? fakeSchedule())
    .json('GET schedules/5/history', { events: [] })
    .json('GET schedules/prices', { now: NOON, zone: 'Europe/London', hub: 'h', asOf: NOON, rungs: [] });
}

async function open(back: FakeBackEnd, address: string) {
  const hub = new FakeHub();
  hub.tell(500, NOON);
  const opened = await openPage(address, back, { hub });
  const text = () => opened.root.textContent.replaceAll(/\s+/g, ' ');
  const says = (words: string | RegExp) => waitFor(() => expect(text()).toMatch(words));
  return { ...opened, says, text };
}

describe('what is planned', () => {
  it('stands on a page of its own, the soonest first', async () => {
    const later = fakeSchedule({
      id: 6,
      rule: fakeRule({ deviceId: 2 }),
      next: [fakeRun({ blocks: [[NOON + 60_000, NOON + 63_600]] })],
    });
    const { page, says } = await open(answering(later, fakeSchedule()), '/schedules');
    await says(/02:30–04:00 tomorrow/);
    expect(page.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent.trim())).toEqual([
      'Washer',
      'Dishwasher',
    ]);
    const lane = page.getByRole('img', { name: 'Washer: 02:30–04:00. Dishwasher: 04:40–05:40' });
    expect(lane).toBeTruthy();
    expect(page.getByRole('link', { name: 'Washer' }).getAttribute('href')).toBe('/schedules/5');
  });

  it('is nothing yet: how to begin', async () => {
    const { page, says } = await open(answering(), '/schedules');
    await says('Nothing is planned yet.');
    expect(page.getByRole('link', { name: 'Plan a run' }).getAttribute('href')).toBe('/schedules/new');
  });

  it('keeps to a power limit that the household sets, and takes it away again', async () => {
    const sent: unknown[] = [];
    const back = answering(fakeSchedule()).answer('PUT schedules/cap', ({ body }) => {
      sent.push(body);
      return { status: 200, body };
    });
    const { page, user, says } = await open(back, '/schedules');
    await user.click(await page.findByText('Power limit of the house'));
    const field = page.getByRole('spinbutton', { name: 'At most, kW' });
    await user.type(field, '7.5');
    await user.click(page.getByRole('button', { name: 'Save' }));
    await says('Saved. Runs are planned by it within a minute.');
    await user.clear(field);
    await user.click(page.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toEqual([{ capW: 7_500 }, { capW: null }]));
  });

  it('keeps a schedule whose device was removed', async () => {
    const { says } = await open(answering(fakeSchedule({ rule: fakeRule({ deviceId: 9 }) })), '/schedules');
    await says('Device 9');
  });

  it('stands on Home with its exceptions, and in the strip of the forecast', async () => {
    const { page, says, harness } = await open(answering(fakeSchedule()), '/');
    await says(/Planned runs.*Washer.*Ready by 07:00 tomorrow/);
    expect(page.getByRole('button', { name: 'Boost 1 h' })).toBeTruthy();
    await harness.navigateByUrl('/forecast');
    const rows = rowsOf((await page.findAllByRole('table', { hidden: true }))[0] ?? document.body);
    await waitFor(() =>
      expect(rowsOf(page.getAllByRole('table', { hidden: true })[0] ?? document.body)[29]?.at(-1)).toBe('Washer'),
    );
    expect(rows[0]?.[0]).toBe('12:00–12:30');
  });
});

describe('an exception', () => {
  const actions = (back: FakeBackEnd) => {
    const sent: [string, unknown][] = [];
    const answer = (route: string, view = fakeSchedule()) =>
      back.answer(`POST schedules/5/${route}`, ({ body }: FakeCall) => {
        sent.push([route, body]);
        return { status: 201, body: view };
      });
    return { sent, answer };
  };

  it('is one tap, says what it did, and is taken back with another', async () => {
    const back = answering(fakeSchedule());
    const { sent, answer } = actions(back);
    answer('boost', boosted);
    answer('undo');
    const { page, user, says } = await open(back, '/schedules');
    await user.click(await page.findByRole('button', { name: 'Boost 1 h' }));
    await waitFor(() =>
      expect(page.getByRole('status').textContent).toContain('Running until 13:00. Then the plan goes on.'),
    );
    await says('On until 13:00, whatever the plan says');
    await user.click(page.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(page.getByRole('status').textContent.trim()).toBe('Undone.'));
    expect(sent).toEqual([
      ['boost', { minutes: 60 }],
      ['undo', {}],
    ]);
    expect(page.getByRole('button', { name: 'Boost 1 h' })).toBeTruthy();
  });

  it('skips the next run, pauses for a week or until a day, and switches off', async () => {
    const back = answering(fakeSchedule());
    const { sent, answer } = actions(back);
    const paused = fakeSchedule({ rule: fakeRule({ pauseUntil: '2026-11-30' }), next: [] });
    answer('skip');
    answer('pause', paused);
    answer('off', fakeSchedule({ standing: { enabled: false, boostFrom: null, boostUntil: null }, next: [] }));
    answer('on');
    const { page, user, says } = await open(back, '/schedules/5');
    await user.click(await page.findByRole('button', { name: 'Skip next' }));
    await says('The run for 07:00 tomorrow is skipped.');
    await user.click(page.getByRole('button', { name: 'Pause' }));
    await says('Paused until 30 November');
    expect(page.getByLabelText('Paused until')).toBeTruthy();
    await user.click(page.getByRole('button', { name: 'Off' }));
    await says('This schedule is off: it runs nothing');
    await user.click(page.getByRole('button', { name: 'Switch on' }));
    expect(sent.map(([route, body]) => [route, body])).toEqual([
      ['skip', {}],
      ['pause', { until: '2026-11-30' }],
      ['off', {}],
      ['on', {}],
    ]);
  });

  it('asks who is there where that is needed, and does nothing for one who thinks better of it', async () => {
    const back = answering(fakeSchedule()).json('GET whoami', { ...owner, user: null });
    const { sent, answer } = actions(back);
    answer('boost', boosted);
    const { page, user } = await open(back, '/schedules');
    await user.click(await page.findByRole('button', { name: 'Boost 1 h' }));
    expect(sent).toEqual([]);
  });

  it('that cannot be taken back any more says so', async () => {
    const back = answering(fakeSchedule()).refuse('POST schedules/5/undo', 409, 'HUB_NOTHING_TO_UNDO');
    actions(back).answer('boost', boosted);
    const { page, user } = await open(back, '/schedules');
    await user.click(await page.findByRole('button', { name: 'Boost 1 h' }));
    await user.click(await page.findByRole('button', { name: 'Undo' }));
    expect((await page.findByRole('alert')).textContent).toContain('There is nothing to undo any more');
  });
});

describe('SchedulePage', () => {
  it('tells why, the week, and the history with what starting at once would have cost', async () => {
    const back = answering(fakeSchedule({ interrupted: true, rule: fakeRule({ skip: ['2026-11-24T07:00'] }) })).json(
      'GET schedules/5/history',
      {
        events: [
          {
            at: NOON - 18_000,
            kind: 'ran',
            label: '2026-11-23T07:00',
            blocks: [[NOON - 36_000, NOON - 30_600]],
            costPence: 21.75,
            startNowPence: 30,
          },
          { at: NOON - 90_000, kind: 'created', label: null, blocks: [], costPence: null, startNowPence: null },
        ],
      },
    );
    const { page, says } = await open(back, '/schedules/5');
    await says('A power cut or a restart interrupted this run.');
    const costs = rowsOf(await page.findByRole('table', { name: 'What it costs at other times' }));
    expect(costs.map(([what, pence]) => [what, pence])).toEqual([
      ['As planned', '22p'],
      ['Started now', '30p'],
      ['As late as possible', '28p'],
      ['On average', '29p'],
    ]);
    const days = within(page.getByRole('heading', { name: 'The next seven days' }).parentElement ?? document.body)
      .getAllByRole('listitem')
      .map((day) => day.textContent.replaceAll(/\s+/g, ' ').trim());
    // Seven o’clock of today is over.
    expect(days[0]).toMatch(/Mon ?–/);
    expect(days[1]).toMatch(/Tue ?07:00 ?skipped/);
    expect(days[6]).toMatch(/Sun ?–/);
    const history = rowsOf(within(await page.findByRole('region', { name: 'History' })).getByRole('table'));
    expect(history.map((row) => row.slice(1))).toEqual([
      ['Ran', '02:00–03:30 (1 h 30 min)', '22p', '30p'],
      ['Made', '', '', ''],
    ]);
  });

  it('is removed after a second question', async () => {
    const back = answering(fakeSchedule()).answer('DELETE schedules/5', { status: 204 });
    const { page, user, says } = await open(back, '/schedules/5');
    await user.click(await page.findByRole('button', { name: 'Remove this schedule' }));
    expect(back.calls).not.toContain('DELETE schedules/5');
    await user.click(await page.findByRole('button', { name: 'Yes, remove' }));
    await says(/Planned runs.*Plan a run/);
    expect(back.calls).toContain('DELETE schedules/5');
  });

  it('that is gone says so', async () => {
    const { page } = await open(answering().refuse('GET schedules/5', 404, 'HUB_SCHEDULE_UNKNOWN'), '/schedules/5');
    expect((await page.findByRole('alert')).textContent).toContain('This schedule is no longer there');
  });
});
