import { TestBed } from '@angular/core/testing';
import { Visitor } from '@hub/data-access';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { SignInDialog } from './sign-in-dialog';

const nobody = { where: 'hub', user: null, claimed: true };
const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };

function open(back: FakeBackEnd) {
  // Where specs run there is no dialog of the browser's own.
  Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined, close: () => undefined });
  return openPage(SignInDialog, back);
}

describe('a forgotten password', () => {
  it('is set anew with the code from the label, and then somebody is signed in', async () => {
    let sent: unknown;
    const back = new FakeBackEnd().json('GET whoami', nobody);
    back.answer('POST setup/password', ({ body }) => {
      sent = body;
      back.json('GET whoami', owner);
      return { status: 200, body: { claimed: true, user: { name: 'Megan' } } };
    });
    const { page, press, type } = await open(back);
    expect(page.querySelector('hub-reset-form')).toBeNull();
    await press('Forgotten');
    expect(page.querySelector('hub-sign-in-form')).toBeNull();
    type({ code: 'ABCDE-FGHJK', password: 'cwm rhondda' });
    await press('Set the password');
    expect(sent).toEqual({ code: 'ABCDE-FGHJK', password: 'cwm rhondda' });
    expect(TestBed.inject(Visitor).user()).toBe('Megan');
  });

  it('says so when the code is not that of this hub, and leads back', async () => {
    const back = new FakeBackEnd().json('GET whoami', nobody).refuse('POST setup/password', 403, 'WRONG_CLAIM_CODE');
    const { page, press, type } = await open(back);
    await press('Forgotten');
    type({ code: '00000-00000', password: 'cwm rhondda' });
    await press('Set the password');
    expect(page.textContent).toContain('This is not the code of this hub');
    await press('Back');
    expect(page.querySelector('hub-sign-in-form')).not.toBeNull();
  });
});
