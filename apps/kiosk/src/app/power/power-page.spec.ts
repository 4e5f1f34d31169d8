import { TestBed } from '@angular/core/testing';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it, vi } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { SAVE_FILE } from '../report/csv';
import { Address } from '../routing/address';

const NOON_S = Date.UTC(2026, 10, 23, 12) / 1_000;
const DAY_S = 86_400;
const YEAR_S = 365 * DAY_S;

/** A feed of a year and a half at 600 W. */
function backEnd(): FakeBackEnd {
  const feed = { id: 7, tag: 'meter', name: 'power', unit: 'W', intervalS: 10, points: 1, last: null };
  return new FakeBackEnd()
    .json('GET feeds', { feeds: [{ ...feed, startTime: NOON_S - 1.5 * YEAR_S }] })
    .answer('GET feeds/7/data', ({ query }) => {
      const [start, end, step] = ['start', 'end', 'interval'].map((name) => Number(query.get(name)));
      const times = Array.from(
        { length: Math.floor(((end ?? 0) - (start ?? 0)) / (step ?? 1)) },
        (_, index) => (start ?? 0) + index * (step ?? 1),
      );
      const points = times.map((time) => [time, time < NOON_S ? 600 : null]);
      return { status: 200, body: { feedId: 7, unit: 'W', intervalS: step, points } };
    });
}

async function open(query = '', back = backEnd()) {
  const save = vi.fn();
  const opened = await openPage(`/power${query}`, back, { providers: [{ provide: SAVE_FILE, useValue: save }] });
  const says = (words: string | RegExp) =>
    waitFor(() => expect(opened.root.textContent.replaceAll(/\s+/g, ' ')).toMatch(words));
  return { ...opened, back, save, says, here: () => TestBed.inject(Address).here() };
}

describe('PowerPage', () => {
  it('shows the last day and what it came to', async () => {
    const { hub, says } = await open();
    await says('Connecting to your hub');
    hub.tell(600, NOON_S);
    await says('Sun 22 Nov 2026, 12:00 – Mon 23 Nov 2026, 12:00');
    await says(/From the grid\s*14\.4 kWh/);
    await says('Lowest 600 W · highest 600 W');
  });

  it('goes from minutes to a year, and the address says where', async () => {
    const { hub, page, user, says, here, back } = await open();
    hub.tell(600, NOON_S);
    await says(/14\.4 kWh/);
    await user.click(page.getByRole('button', { name: 'Year' }));
    await says(/5,256 kWh/);
    back.pass();
    await waitFor(() => expect(here()).toBe(`/power?length=${YEAR_S}`));
    await user.click(page.getByRole('button', { name: 'Hour' }));
    await says(/0\.60 kWh/);
    await user.click(page.getByRole('button', { name: 'Earlier' }));
    await says('Mon 23 Nov 2026, 10:00 – Mon 23 Nov 2026, 11:00');
    back.pass();
    await waitFor(() => expect(here()).toBe(`/power?length=3600&end=${NOON_S - 3_600}`));
    await user.click(page.getByRole('button', { name: 'Up to now' }));
    await says('Mon 23 Nov 2026, 11:00 – Mon 23 Nov 2026, 12:00');
  });

  it('shows what the address says, and a window of the past stays when time goes on', async () => {
    const { hub, says, page } = await open(`?length=7200&end=${NOON_S - DAY_S}`);
    hub.tell(600, NOON_S);
    await says('Sun 22 Nov 2026, 10:00 – Sun 22 Nov 2026, 12:00');
    hub.tell(600, NOON_S + 600);
    await says('Sun 22 Nov 2026, 10:00 – Sun 22 Nov 2026, 12:00');
    expect(page.getByRole('button', { name: 'Up to now' })).toHaveProperty('disabled', false);
  });

  it.each(['?length=0', '?length=-5', '?length=x&end=y', '?length=99999999999&end=1'])(
    'shows something sensible for %s',
    async (query) => {
      const { hub, says } = await open(query);
      hub.tell(600, NOON_S);
      await says(/kWh/);
    },
  );

  it('is zoomed by buttons, towards now', async () => {
    const { hub, page, user, says } = await open();
    hub.tell(600, NOON_S);
    await says(/14\.4 kWh/);
    await user.click(page.getByRole('button', { name: 'Zoom in' }));
    await says('Mon 23 Nov 2026, 00:00 – Mon 23 Nov 2026, 12:00');
    await user.click(page.getByRole('button', { name: 'Zoom out' }));
    await says('Sun 22 Nov 2026, 12:00 – Mon 23 Nov 2026, 12:00');
  });

  it('says what part of the time was measured', async () => {
    const { hub, says } = await open();
    // Nothing was read in the six hours to now.
    hub.tell(600, NOON_S + 21_600);
    await says(/10\.8 kWh/);
    await says('75% of the time; the rest is missing, not counted');
  });

  it('saves what it shows', async () => {
    const { hub, page, user, says, save } = await open('?length=3600');
    hub.tell(600, NOON_S);
    await says(/0\.60 kWh/);
    await user.click(page.getByRole('button', { name: 'Download as CSV' }));
    expect(save).toHaveBeenCalledWith(
      'cydynni-power-2026-11-23.csv',
      expect.stringMatching(/^time,power_W\r\n2026-11-23T11:00:00.000Z,600\r\n/),
    );
  });

  it('leads to a meter where there is none', async () => {
    const { hub, page } = await open();
    hub.tell(600, NOON_S);
    hub.snapshot.update((told) => told && { ...told, meter: { ...told.meter, powerFeedId: null } });
    expect((await page.findByRole('link', { name: 'Connect a meter gateway' })).getAttribute('href')).toBe(
      '/devices/gateway',
    );
  });

  it('says why nothing comes', async () => {
    const { hub, page } = await open('', backEnd().refuse('GET feeds/7/data', 503, 'HUB_DATABASE_AWAY'));
    hub.tell(600, NOON_S);
    await page.findByRole('alert');
  });
});
