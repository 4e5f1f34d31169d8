import { TestBed } from '@angular/core/testing';
import { Visitor } from '@hub/data-access';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPart } from '../open-page.fake';
import { SignInDialog } from './sign-in-dialog';

const signedOut = { where: 'hub', user: null, claimed: true };
const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };

async function open(back: FakeBackEnd) {
  // Where specs run there is no dialog of the browser's own.
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close: () => undefined,
  });
  const opened = await openPart(SignInDialog, back);
  const { page, user } = opened;
  const press = async (name: string) => user.click(await page.findByRole('button', { name }));
  const reset = async (code: string) => {
    await press('Forgotten the password?');
    await user.type(await page.findByLabelText('Code from the label'), code);
    await user.type(page.getByLabelText('New password'), 'cwm rhondda');
    await press('Set the password and sign in');
  };
  return { ...opened, press, reset };
}

describe('a forgotten password', () => {
  it('is set with the code from the label, and then somebody is signed in', async () => {
    let sent: unknown;
    const back = new FakeBackEnd().json('GET whoami', signedOut);
    back.answer('POST setup/password', ({ body }) => {
      sent = body;
      back.json('GET whoami', owner);
      return { status: 200, body: { claimed: true, user: { name: 'Megan' } } };
    });
    const { page, reset } = await open(back);
    expect(page.queryByLabelText('Code from the label')).toBeNull();
    await reset('ABCDE-FGHJK');
    expect(page.queryByLabelText('Password')).toBeNull();
    await waitFor(() => expect(TestBed.inject(Visitor).user()).toBe('Megan'));
    expect(sent).toEqual({ code: 'ABCDE-FGHJK', password: 'cwm rhondda' });
  });

  it('says so when the code is not that of this hub, and leads back', async () => {
    const back = new FakeBackEnd().json('GET whoami', signedOut).refuse('POST setup/password', 403, 'WRONG_CLAIM_CODE');
    const { page, press, reset } = await open(back);
    await reset('00000-00000');
    expect((await page.findByRole('alert')).textContent).toContain('This is not the code of this hub');
    await press('Back');
    await page.findByLabelText('Password');
  });
});
