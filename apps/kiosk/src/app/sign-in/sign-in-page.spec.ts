import { TestBed } from '@angular/core/testing';
import { Visitor } from '@hub/data-access';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { Address } from '../routing/address';

const signedOut = { where: 'server', user: null, claimed: true };
const member = { where: 'server', user: { name: 'ann@example.org' }, claimed: true };
const account = {
  email: 'ann@example.org',
  language: 'en',
  household: { name: 'Tŷ 1' },
  club: { key: 'bethesda', name: 'Bethesda' },
  hubs: [],
};

async function open(back: FakeBackEnd, address = '/household') {
  const opened = await openPage(address, back);
  const { page, user } = opened;
  await page.findByRole('heading', { level: 1 });
  const press = async (name: string) => user.click(await page.findByRole('button', { name }));
  const make = async (code: string) => {
    await press('Create an account');
    await user.type(await page.findByLabelText('Code from your club’s letter'), code);
    await user.type(page.getByLabelText('E-mail address'), 'ann@example.org');
    await user.type(page.getByLabelText('New password'), 'correct horse');
    await press('Create the account');
  };
  return { ...opened, press, make };
}

afterEach(() => {
  history.replaceState(null, '', location.pathname);
  // A browser that was on the server remembers it, and the specs share one.
  localStorage.clear();
});

describe('a household without an account', () => {
  it('makes it with the code of its letter, is signed in, and comes to the page that it asked for', async () => {
    let sent: unknown;
    const back = new FakeBackEnd().json('GET whoami', signedOut);
    back.answer('POST accounts', ({ body }) => {
      sent = body;
      back.json('GET whoami', member);
      return { status: 201, body: account };
    });
    const { page, make } = await open(back);
    TestBed.inject(Address);
    expect(page.queryByLabelText('Code from your club’s letter')).toBeNull();
    await make('ABCDE-FGHJK');
    await page.findByRole('heading', { level: 1, name: 'Household' });
    expect(sent).toEqual({
      claimCode: 'ABCDE-FGHJK',
      email: 'ann@example.org',
      password: 'correct horse',
      language: 'en',
    });
    expect(TestBed.inject(Visitor).user()).toBe('ann@example.org');
  });

  it('has its code filled in when it comes by the letter’s QR code', async () => {
    history.replaceState(null, '', '#claim=7GTWN-449QY');
    const { page } = await open(new FakeBackEnd().json('GET whoami', signedOut));
    expect(page.getByLabelText('Code from your club’s letter')).toHaveProperty('value', '7GTWN-449QY');
  });

  it.each([
    ['CLAIM_CODE_UNKNOWN', 403, 'CydYnni does not know this code'],
    ['CLAIM_CODE_USED', 409, 'This code was used already'],
    ['EMAIL_TAKEN', 409, 'This e-mail address has an account already'],
    ['SERVER_BAD_REQUEST', 400, 'Something is not filled in correctly'],
  ])('is told why not: %s, and finds back', async (code, status, words) => {
    const back = new FakeBackEnd().json('GET whoami', signedOut).refuse('POST accounts', status, code);
    const { page, make, press } = await open(back);
    await make('00000-00000');
    expect((await page.findByRole('alert')).textContent).toContain(words);
    await press('Back');
    await page.findByRole('button', { name: 'Sign in' });
  });
});
