import { type UpdateStatus, type UpdateView } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../../back-end.fake';
import { openPage } from '../../open-page.fake';
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

const open = (back: FakeBackEnd) =>
  openPage(UpdatesSection, back.json('GET whoami', { where: 'hub', user: { name: 'Megan' }, claimed: true }));

describe('UpdatesSection', () => {
  it('says what runs and that it is the newest', async () => {
    const { text } = await open(
      new FakeBackEnd().json('GET update', view({ status: status({ idleBecause: 'up-to-date' }) })),
    );
    expect(text('.runs')).toBe('Version 0.2.0 is runningThis is the newest version for this hub.');
    expect(text('.offer')).toBeUndefined();
  });

  it('offers what is ready with its notes, and starts it', async () => {
    const ready = view({ available: true, status: status({ release: { version: '0.3.0', notes } }) });
    const back = new FakeBackEnd().json('GET update', ready).json('POST update/now', {}, 202);
    const { text, click } = await open(back);
    expect(text('.offer')).toContain('Version 0.3.0 is readyForecasts.A faster start.');
    await click('.offer button');
    expect(back.calls).toContain('POST update/now');
  });

  it('shows how much of an installation is done', async () => {
    const { page, text } = await open(
      new FakeBackEnd().json('GET update', view({ status: status({ phase: 'installing', installedPercent: 46 }) })),
    );
    expect(text('.runs')).toContain('Putting the new version beside the present one.');
    expect(page.querySelector<HTMLProgressElement>('progress.installed')?.value).toBe(46);
  });

  it('shows how far a download is', async () => {
    const progress = { doneBytes: 31e6, totalBytes: 88e6 };
    const { text } = await open(
      new FakeBackEnd().json('GET update', view({ status: status({ phase: 'downloading', progress }) })),
    );
    expect(text('hub-progress')).toBe('31 MB of 88 MB');
    expect(text('.file')).toBeUndefined();
  });

  it.each([
    ['health:page-silent', 'its page did not answer'],
    ['did-not-start', 'it did not start'],
    ['something-new', 'it did not prove itself'],
  ])('says in plain words what happened when an update was taken back: %s', async (reason, why) => {
    const outcome = { kind: 'rolled-back' as const, version: '0.2.1', reason, at: AT };
    const { text } = await open(new FakeBackEnd().json('GET update', view({ status: status({ outcome }) })));
    expect(text('.outcome')).toContain('The update to 0.2.1 was taken back.');
    expect(text('.outcome')).toContain(
      `It was tried on 22 November, but ${why}. So the hub went back to 0.2.0 by itself.`,
    );
  });

  it('does not call an update bad that was called off', async () => {
    const outcome = { kind: 'rolled-back' as const, version: '0.2.1', reason: 'withdrawn', at: AT };
    const { text } = await open(new FakeBackEnd().json('GET update', view({ status: status({ outcome }) })));
    expect(text('.card')).toContain('version 0.2.1 was called off before it was tried');
  });

  it('offers what is on a stick, and says why another file is not taken', async () => {
    const offline = { source: 'usb' as const, version: '0.3.0', notes };
    const refused = [
      { source: 'usb' as const, file: 'photo.raucb', code: 'WRONG_SIGNATURE' as const, message: '', action: '' },
    ];
    const { text } = await open(new FakeBackEnd().json('GET update', view({ available: true, offline, refused })));
    expect(text('.offer')).toContain('Version 0.3.0 is on the USB stick');
    expect(text('.outcome')).toContain('Nobody whom this hub trusts has signed this update');
  });

  it('uploads a file and says clearly why it is refused', async () => {
    const back = new FakeBackEnd().json('GET update', view()).refuse('PUT update/bundle', 400, 'NOT_A_BUNDLE');
    const { page, text, settled } = await open(back);
    const input = page.querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('there is no file input');
    const file = new File(['<html>'], 'page.html');
    Object.defineProperty(input, 'files', { value: { item: () => file } });
    input.dispatchEvent(new Event('change'));
    await settled();
    expect(text('hub-fault-notice')).toContain(
      'This file is no update for a hubChoose the file whose name ends in .raucb.',
    );
  });

  it('says so on a hub that does not run from its card', async () => {
    const { text } = await open(new FakeBackEnd().json('GET update', view({ status: null })));
    expect(text('.card')).toContain('This hub does not run from its card');
  });
});
