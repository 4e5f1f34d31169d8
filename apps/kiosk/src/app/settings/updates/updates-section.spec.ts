import { type UpdateStatus, type UpdateView } from '@hub/contracts';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../../back-end.fake';
import { openPart } from '../../open-page.fake';
import { UpdatesSection } from './updates-section';

const AT = Date.UTC(2026, 10, 22, 12) / 1_000;
const notes = { en: 'Forecasts.\nA faster start.', cy: 'Rhagolygon.\nCychwyn cyflymach.' };

function status(of: Partial<UpdateStatus> = {}): UpdateStatus {
  return {
    format: 1,
    bootedVersion: '0.2.0',
    slot: 'A',
    phase: 'idle',
    release: null,
    idleBecause: null,
    progress: null,
    outcome: null,
    refused: [],
    serverContactAt: AT,
    ...of,
  };
}

function view(of: Partial<UpdateView> = {}): UpdateView {
  return { available: false, status: status(), offline: null, refused: [], ...of };
}

async function open(back: FakeBackEnd) {
  const member = { where: 'hub', user: { name: 'Megan' }, claimed: true };
  const opened = await openPart(UpdatesSection, back.json('GET whoami', member));
  const text = () => opened.root.textContent.replaceAll(/\s+/g, ' ');
  return { ...opened, text, says: (words: string | RegExp) => waitFor(() => expect(text()).toMatch(words)) };
}
const showing = (of: Partial<UpdateView>) => new FakeBackEnd().json('GET update', view(of));

describe('UpdatesSection', () => {
  it('says what runs and that it is the newest', async () => {
    const { page, says } = await open(showing({ status: status({ idleBecause: 'up-to-date' }) }));
    await says(/Version 0.2.0 is running\s*This is the newest version for this hub./);
    expect(page.queryByRole('button', { name: 'Update now' })).toBeNull();
  });

  it('offers what is ready with its notes, and starts it', async () => {
    const back = showing({ available: true, status: status({ release: { version: '0.3.0', notes } }) });
    const { page, user } = await open(back.json('POST update/now', {}, 202));
    await page.findByRole('heading', { name: 'Version 0.3.0 is ready' });
    expect(page.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Forecasts.',
      'A faster start.',
    ]);
    await user.click(page.getByRole('button', { name: 'Update now' }));
    await waitFor(() => expect(back.calls).toContain('POST update/now'));
  });

  it('shows how much of an installation is done', async () => {
    const { page, says } = await open(showing({ status: status({ phase: 'installing', installedPercent: 46 }) }));
    await says(/new version/);
    expect(page.getByRole('progressbar', { name: 'Installation' })).toHaveProperty('value', 46);
  });

  it('shows how far a download is', async () => {
    const progress = { doneBytes: 31e6, totalBytes: 88e6 };
    const { page, says } = await open(showing({ status: status({ phase: 'downloading', progress }) }));
    await says('31 MB of 88 MB');
    expect(page.queryByLabelText(/Update from a file/)).toBeNull();
  });

  it.each([
    ['health:page-silent', 'its page did not answer'],
    ['did-not-start', 'it did not start'],
    ['something-new', 'it did not prove itself'],
  ])('says in plain words what happened when an update was taken back: %s', async (reason, why) => {
    const outcome = { kind: 'rolled-back' as const, version: '0.2.1', reason, at: AT };
    const { says } = await open(showing({ status: status({ outcome }) }));
    await says('The update to 0.2.1 was taken back.');
    await says(`It was tried on 22 November, but ${why}. So the hub went back to 0.2.0 by itself.`);
  });

  it('does not call an update bad that was called off', async () => {
    const outcome = { kind: 'rolled-back' as const, version: '0.2.1', reason: 'withdrawn', at: AT };
    const { says } = await open(showing({ status: status({ outcome }) }));
    await says('version 0.2.1 was called off before it was tried');
  });

  it('offers what is on a stick, and says why another file is not taken', async () => {
    const offline = { source: 'usb' as const, version: '0.3.0', notes };
    const refused = [
      { source: 'usb' as const, file: 'photo.raucb', code: 'WRONG_SIGNATURE' as const, message: '', action: '' },
    ];
    const { page, says } = await open(showing({ available: true, offline, refused }));
    await page.findByRole('heading', { name: 'Version 0.3.0 is on the USB stick' });
    await says('photo.raucb');
    expect(page.getByRole('status').textContent).toMatch(/signed/);
  });

  it('uploads a file and says clearly why it is refused', async () => {
    const { page } = await open(showing({}).refuse('PUT update/bundle', 400, 'NOT_A_BUNDLE'));
    const input = await page.findByLabelText(/Update from a file/);
    Object.defineProperty(input, 'files', { value: { item: () => new File(['<html>'], 'page.html') } });
    input.dispatchEvent(new Event('change'));
    expect((await page.findByRole('alert')).textContent).toMatch(
      /This file is no update for a hub\s*Choose the file whose name ends in .raucb./,
    );
  });

  it('says so on a hub that does not run from its card', async () => {
    const { says } = await open(showing({ status: null }));
    await says('This hub does not run from its card');
  });
});
