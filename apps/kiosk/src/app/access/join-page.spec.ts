import { TestBed } from '@angular/core/testing';
import { Visitor } from '@hub/data-access';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';

const signedOut = { where: 'hub', user: null, claimed: true };

async function join(back: FakeBackEnd, code: string) {
  const opened = await openPage('/join', back);
  const { page, user } = opened;
  await user.type(await page.findByLabelText('Link or code of your invitation'), code);
  await user.type(page.getByLabelText('Your name'), 'Nia');
  await user.type(page.getByLabelText('New password'), 'bara brith 26');
  await user.click(page.getByRole('button', { name: 'Accept the invitation' }));
  return opened;
}

describe('JoinPage', () => {
  it('takes the code out of the link that was pasted, and signs in', async () => {
    let sent: unknown;
    const back = new FakeBackEnd()
      .json('GET whoami', signedOut)
      .answer('POST access/invitations/accept', ({ body }) => {
        sent = body;
        back.json('GET whoami', { ...signedOut, user: { name: 'Nia', role: 'member' } });
        return { status: 201, body: { claimed: true, user: { name: 'Nia', role: 'member' } } };
      });
    await join(back, 'http://cydynni.local/join#c0de_-x');
    await waitFor(() => expect(TestBed.inject(Visitor).user()).toBe('Nia'));
    expect(sent).toEqual({ code: 'c0de_-x', name: 'Nia', password: 'bara brith 26' });
  });

  it.each([
    ['INVITATION_UNKNOWN', 403, 'This invitation is not valid', 'Link or code of your invitation'],
    ['NAME_TAKEN', 409, 'Someone on this hub has this name', 'Your name'],
  ])('says so after %s and leads to the field', async (code, status, words, field) => {
    const back = new FakeBackEnd().json('GET whoami', signedOut).refuse('POST access/invitations/accept', status, code);
    const { page } = await join(back, 'c0de');
    expect((await page.findByRole('alert')).textContent).toContain(words);
    await waitFor(() => expect(document.activeElement).toBe(page.getByLabelText(field)));
  });
});
