import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { FakeHub } from '../home/hub.fake';
import { openPage, rowsOf } from '../open-page.fake';
import { fakeForecast, NOON } from '../outlook/forecast.fake';

const answering = (surplusFrom?: number) => new FakeBackEnd().json('GET club/forecast', fakeForecast(surplusFrom));

async function open(back: FakeBackEnd) {
  const hub = new FakeHub();
  hub.timeS.set(NOON + 60);
  const opened = await openPage('/forecast', back, { hub });
  const says = (text: string | RegExp) =>
    waitFor(() => expect(opened.root.textContent.replaceAll(/\s+/g, ' ')).toMatch(text));
  return { ...opened, says };
}

describe('ForecastPage', () => {
  it('says the verdict, until when, why, and what comes next', async () => {
    const { says } = await open(answering());
    await says(/Fair time\s*until 15:00/);
    await says('Midday price: 10p per unit.');
    await says(/Next good time: 19:30, about 1p per unit cheaper/);
  });

  it('follows the hub’s clock', async () => {
    const { hub, says } = await open(answering(0));
    await says('Hydro is strong: it covers the whole community. 7p per unit.');
    hub.timeS.set(NOON + 4.5 * 3_600);
    await says(/Better to wait\s*until 19:30/);
  });

  it('offers every half-hour as text', async () => {
    const { page } = await open(answering());
    const rows = rowsOf((await page.findAllByRole('table', { hidden: true }))[0] ?? document.body);
    expect(rows.length).toBeGreaterThanOrEqual(48);
    expect(rows[8]).toEqual(['16:00–16:30', 'Better to wait', 'Evening', '14p per unit', '20.0 kW', '40.0 kW']);
  });

  it('is read half-hour by half-hour with the arrow keys', async () => {
    const { page, user, root } = await open(answering());
    const strip = await page.findByRole('slider', { name: 'Half-hours ahead' });
    expect(strip.getAttribute('aria-valuetext')).toContain(
      '12:00–12:30: Fair time. Midday, 10p per unit. Hydro 20.0 kW, community 40.0 kW.',
    );
    strip.focus();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(root.querySelector('figcaption')?.textContent).toContain('12:30–13:00'));
    await user.keyboard('{End}');
    await waitFor(() => expect(strip.getAttribute('aria-valuetext')).toContain('Overnight'));
  });

  it('names the best start for what runs one to six hours', async () => {
    const { page } = await open(answering());
    const rows = rowsOf(await page.findByRole('table', { name: 'Best time to start' }));
    expect(rows.map(([hours, start]) => [hours, start])).toEqual([
      ['1 hour', '20:00'],
      ['2 hours', '20:00'],
      ['3 hours', '20:00'],
      ['4 hours', '20:00'],
      ['5 hours', '20:00'],
      ['6 hours', '20:00'],
    ]);
    expect(rows[1]?.slice(2)).toEqual(['7.3p per unit', '10p per unit']);
  });

  it('warns that an old forecast may be wrong', async () => {
    const back = new FakeBackEnd().json('GET club/forecast', {
      ...fakeForecast(),
      source: 'stored',
      asOf: NOON - 44 * 3_600,
    });
    const { says } = await open(back);
    await says(/This is from a forecast made 44 hours ago: the hydro may differ\./);
    await says(/usually uses\.|last forecast it gave\. Made 44 hours ago\./);
  });

  it('leads to Setup while the hub is not linked', async () => {
    const { page } = await open(new FakeBackEnd().refuse('GET club/forecast', 503, 'LINK_NEEDED'));
    const alert = await page.findByRole('alert');
    expect(alert.textContent).toContain('This hub is not linked to a CydYnni account yet');
    expect(page.getByRole('link', { name: 'Go to Setup' }).getAttribute('href')).toBe('/setup');
    expect(page.queryByRole('slider')).toBeNull();
  });

  it('shows the prices alone while the hub is not linked, and leads to Setup', async () => {
    const { page, says } = await open(
      new FakeBackEnd().json('GET club/forecast', { ...fakeForecast(), source: 'unlinked' }),
    );
    await says(/The prices of the usual tariff: the forecast comes with the account\./);
    expect(page.getByRole('alert').textContent).toContain('This hub is not linked to a CydYnni account yet');
    expect(page.getByRole('link', { name: 'Go to Setup' }).getAttribute('href')).toBe('/setup');
    expect(page.getByRole('slider')).toBeTruthy();
  });

  it('keeps the last forecast when a later one does not come, and says so', async () => {
    const back = answering();
    const { page, says } = await open(back);
    await says(/Fair time/);
    back.refuse('GET club/forecast', 500, 'SERVER_FAULT').pass();
    expect((await page.findByRole('alert')).textContent).toContain('message of SERVER_FAULT');
    await says(/Fair time/);
  });
});
