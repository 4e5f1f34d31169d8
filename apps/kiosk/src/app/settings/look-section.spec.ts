import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { GO_TO } from '../routing/reload';
import { ThemeChoice } from '../shell/theme';

async function open(address = '/settings') {
  const goTo = vi.fn();
  const back = new FakeBackEnd().json('GET whoami', { where: 'hub', user: null, claimed: true });
  return { goTo, ...(await openPage(address, back, { providers: [{ provide: GO_TO, useValue: goTo }] })) };
}

describe('LookSection', () => {
  afterEach(() => localStorage.clear());

  it('changes the theme', async () => {
    const { page, user } = await open();
    await user.click(page.getByRole('radio', { name: 'Dark' }));
    expect(TestBed.inject(ThemeChoice).theme()).toBe('dark');
  });

  it('leaves for the same page in Welsh', async () => {
    const { page, user, goTo } = await open();
    await user.click(page.getByRole('radio', { name: 'Cymraeg' }));
    expect(goTo).toHaveBeenCalledWith('/cy/settings');
  });
});
