import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { fakeForecast } from '../outlook/forecast.fake';

const T = Date.UTC(2026, 10, 23, 12) / 1_000;

async function open(back = new FakeBackEnd()) {
  const opened = await openPage('/', back);
  const text = () => opened.root.textContent.replaceAll(/\s+/g, ' ');
  const says = (words: string | RegExp) => waitFor(() => expect(text()).toMatch(words));
  return { ...opened, says, text, announced: () => opened.page.getByRole('status').textContent.trim() };
}

describe('HomePage', () => {
  it('answers whether now or later, and what it will cost, without a tap', async () => {
    const { hub, says } = await open(new FakeBackEnd().json('GET club/forecast', fakeForecast()));
    hub.tell(640, T);
    await says(/Fair time\s*until 15:00/);
    await says('A wash costs about 10p now; at 20:00 about 7p.');
    await says('A dishwasher run costs about 12p now; at 20:00 about 9p.');
    await says(/Charging a car \(15 kWh\) costs about £1.50 now; at 20:00 about £1.09./);
  });

  it('names the dear time ahead while now is good, at the one price of all pages', async () => {
    const { hub, says } = await open(new FakeBackEnd().json('GET club/forecast', fakeForecast(0)));
    hub.tell(1_000, T);
    await says(/Good time/);
    await says('A wash costs about 7p now; at 16:00 about 14p.');
    await says(/7.0p an hour/);
    await says(/7p per unit until 14:00/);
  });

  it('goes on without a forecast', async () => {
    const { hub, says } = await open(new FakeBackEnd().refuse('GET club/forecast', 503, 'LINK_NEEDED'));
    hub.tell(640, T);
    await says('This hub is not linked to a CydYnni account yet');
    await says(/640\s*W/);
  });

  it('says beside the prices that the hub is not linked', async () => {
    const { says } = await open(new FakeBackEnd().json('GET club/forecast', { ...fakeForecast(), source: 'unlinked' }));
    await says('This hub is not linked to a CydYnni account yet');
    await says(/A wash costs/);
  });

  it('connects', async () => {
    const { page, says } = await open();
    await says('Connecting to your hub…');
    expect(page.queryByRole('slider', { name: 'Power by time' })).toBeNull();
  });

  it('is live', async () => {
    const { hub, page, says, text } = await open();
    hub.tell(640, T);
    await says('Live');
    await says(/Using from the grid\s*640\s*W/);
    await says('6.4p an hour');
    await says(/Midday price\s*10p per unit until 13:00/);
    await page.findByRole('slider', { name: 'Power by time' });
    expect(text()).not.toContain('The meter has gone quiet');
  });

  it('is delayed, with the age counting up beside the last values', async () => {
    const { hub, says } = await open();
    hub.tell(640, T);
    hub.reading.set({ kind: 'delayed', ageS: 26 });
    await says('Delayed');
    await says('Last reading 26 seconds ago');
    hub.reading.set({ kind: 'delayed', ageS: 61 });
    await says('Last reading 1 minute ago');
    await says(/640\s*W/);
    await says('The meter has gone quiet');
  });

  it('has nothing to show and says what to do', async () => {
    const { hub, page, says, text } = await open();
    hub.tell(640, T);
    hub.reading.set({ kind: 'missing', lastTime: null });
    await page.findByRole('heading', { name: 'Waiting for the first reading' });
    await says('No reading');
    expect(text()).not.toMatch(/640\s*W/);
    hub.reading.set({ kind: 'missing', lastTime: T - 90_000 });
    await page.findByRole('heading', { name: 'No reading for more than a day' });
  });

  it('says that the hub does not answer and keeps the last values', async () => {
    const { hub, says, text } = await open();
    hub.tell(640, T);
    hub.health.set('unreachable');
    hub.reading.set({ kind: 'delayed', ageS: 9 });
    await says(/The hub does not answer.*These are the last values it sent/);
    await says(/640\s*W/);
    hub.tell(650, T + 20);
    await waitFor(() => expect(text()).not.toContain('The hub does not answer'));
  });

  it('announces a change of state, never a reading', async () => {
    const { hub, page, says, announced } = await open();
    hub.tell(640, T);
    await waitFor(() => expect(announced()).toBe('Readings are live'));
    hub.tell(900, T + 10);
    await says(/900\s*W/);
    expect(announced()).toBe('Readings are live');
    hub.reading.set({ kind: 'delayed', ageS: 30 });
    await waitFor(() => expect(announced()).toBe('Readings are delayed'));
    expect(page.getAllByRole('status')).toHaveLength(1);
  });
});
