import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { fakeForecast } from '../outlook/forecast.fake';

const NOON = Date.UTC(2026, 10, 23, 12) / 1_000;

async function open(back = new FakeBackEnd().json('GET club/forecast', fakeForecast())) {
  const opened = await openPage('/wall', back);
  const says = (words: string | RegExp) =>
    waitFor(() => expect(opened.root.textContent.replaceAll(/\s+/g, ' ')).toMatch(words));
  return { ...opened, says };
}

describe('WallPage', () => {
  it('says now or later, the power, what it costs, and the time', async () => {
    const { hub, page, says } = await open();
    hub.tell(640, NOON);
    await says(/Fair time\s*until 15:00/);
    await says('12:00');
    await says(/640\s*W/);
    await says(/6.4p an hour/);
    await says('10p per unit until 16:00');
    expect(page.getAllByRole('button').map((button) => button.textContent.trim())).toEqual(['All pages']);
  });

  it('says what is wrong, keeps the last values and goes on', async () => {
    const { hub, says } = await open();
    hub.tell(640, NOON);
    await says(/640\s*W/);
    hub.health.set('unreachable');
    await says('The hub does not answer');
    hub.tell(900, NOON + 60);
    await says(/900\s*W/);
  });

  it('is dim at night until it is touched', async () => {
    const { hub, root, page, says, user } = await open();
    const wall = root.querySelector('hub-wall-page');
    hub.tell(640, NOON + 11 * 3_600);
    await says('23:00');
    expect(wall?.classList.contains('dim')).toBe(true);
    await user.pointer({ keys: '[TouchA]', target: page.getByText('23:00') });
    await waitFor(() => expect(wall?.classList.contains('dim')).toBe(false));
  });

  it('says that the hub is not linked, beside the prices it knows', async () => {
    const { says } = await open(
      new FakeBackEnd().json('GET club/forecast', { ...fakeForecast(), source: 'unlinked' as const }),
    );
    await says('This hub is not linked to a CydYnni account yet');
    await says(/Fair time/);
  });
});
