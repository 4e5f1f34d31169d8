import { TestBed } from '@angular/core/testing';
import { type SetupView } from '@hub/contracts';
import { Visitor } from '@hub/data-access';
import { waitFor, within } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';

const STEPS = ['storage', 'identity', 'database', 'broker', 'network', 'claim', 'link', 'history', 'ready'] as const;

/** A first boot that has come as far as `running`. */
function view(running: (typeof STEPS)[number] | undefined, of: Partial<SetupView> = {}): SetupView {
  const at = running === undefined ? STEPS.length : STEPS.indexOf(running);
  return {
    hubId: 'h-7k3m9x2p',
    claimed: at > 5,
    linked:
      at > 6 ? { household: '12 Stryd Fawr', club: 'Bethesda', serverUrl: 'https://x', since: 1_790_000_000 } : null,
    serverUrl: 'https://club.example',
    steps: STEPS.map((step, index) => ({
      step,
      state: index < at ? 'done' : index === at ? 'running' : 'waiting',
      error: null,
      progress: null,
    })),
    preseed: null,
    faults: [],
    ...of,
  };
}

async function open(back: FakeBackEnd) {
  const opened = await openPage('/setup', back);
  const says = (text: string | RegExp) =>
    waitFor(() => expect(opened.root.textContent.replaceAll(/\s+/g, ' ')).toMatch(text));
  const fill = async (values: Readonly<Record<string, string>>, button: string) => {
    for (const [name, value] of Object.entries(values)) {
      const field = await opened.page.findByLabelText(name);
      await opened.user.clear(field);
      await opened.user.type(field, value);
    }
    await opened.user.click(opened.page.getByRole('button', { name: button }));
  };
  return { ...opened, says, fill };
}

const signedOut = { where: 'hub', user: null, claimed: false };
const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };

describe('SetupPage', () => {
  const claim = (code: string) => ({
    'Code from the label': code,
    'Your name': 'Megan',
    'New password': 'a short sentence',
  });
  const link = (password: string) => ({
    'E-mail address of your CydYnni account': 'megan@example.org',
    'Password of your CydYnni account': password,
  });

  it('claims with the code from the label, and goes on to the account', async () => {
    const back = new FakeBackEnd().json('GET whoami', signedOut).json('GET setup', view('claim'));
    const { page, fill } = await open(back);
    await page.findByRole('heading', { level: 1, name: 'Setting up your hub' });
    await page.findByText('5 steps done');
    back
      .answer('POST setup/claim', ({ body }) => ({ status: 201, body: body === undefined ? undefined : view('link') }))
      .json('GET whoami', owner);
    await fill(claim('abcde-fghjk'), 'Make this hub mine');
    await page.findByRole('button', { name: 'Link this hub' });
    expect(page.queryByRole('button', { name: 'Make this hub mine' })).toBeNull();
    expect(page.getByRole('link', { name: 'Create one' }).getAttribute('href')).toBe('https://club.example');
    expect(TestBed.inject(Visitor).user()).toBe('Megan');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Your CydYnni account'));
  });

  it('says what a wrong code means, and what to do', async () => {
    const back = new FakeBackEnd().json('GET whoami', signedOut).json('GET setup', view('claim'));
    const { page, fill } = await open(back.refuse('POST setup/claim', 403, 'WRONG_CLAIM_CODE'));
    await fill(claim('AAAAA-AAAAA'), 'Make this hub mine');
    expect((await page.findByRole('alert')).textContent).toMatch(
      /This is not the code of this hub\s*Type the ten characters from the label/,
    );
    const code = page.getByLabelText('Code from the label');
    await waitFor(() => expect(document.activeElement).toBe(code));
    expect(code.getAttribute('aria-invalid')).toBe('true');
  });

  it('links the account, and says so when the server does not know it', async () => {
    const back = new FakeBackEnd().json('GET whoami', owner).json('GET setup', view('link'));
    const { page, fill, says } = await open(back.refuse('POST setup/link', 403, 'WRONG_PASSWORD'));
    await fill(link('wrong'), 'Link this hub');
    expect((await page.findByRole('alert')).textContent).toContain(
      'CydYnni does not know this e-mail address and password',
    );
    back.json('POST setup/link', view('history'));
    await fill(link('right'), 'Link this hub');
    await says('12 Stryd Fawr · Bethesda');
  });

  it('shows how far the history is, in bytes and time', async () => {
    const history = view('history');
    const steps = history.steps.map((step) =>
      step.step === 'history'
        ? { ...step, progress: { doneBytes: 412_000, totalBytes: 845_000, secondsLeft: 4.2 } }
        : step,
    );
    const back = new FakeBackEnd().json('GET whoami', owner).json('GET setup', { ...history, steps });
    const { page, says } = await open(back);
    await says(/412 kB of 845 kB\s*about 5 seconds left/);
    expect(page.getByRole('progressbar', { name: 'Your history' })).toBeDefined();
  });

  it('shows why a step does not go on, what was wrong in the settings file, and faults of the card', async () => {
    const network = view('network');
    const steps = network.steps.map((step) =>
      step.step === 'network'
        ? { ...step, state: 'failed' as const, error: { code: 'HUB_NO_NETWORK', message: 'm', action: 'a' } }
        : step,
    );
    const preseed = {
      state: 'rejected' as const,
      time: 1,
      settings: [],
      faults: [{ line: 4, key: 'wifi.country', message: 'must be two capital letters' }],
    };
    const faults = [
      { code: 'DATA_REPAIRED', message: 'm', action: 'a' },
      { code: 'SOMETHING_NEW', message: 'A new thing happened.', action: 'Do this.' },
    ];
    const back = new FakeBackEnd()
      .json('GET whoami', signedOut)
      .json('GET setup', { ...network, steps, preseed, faults });
    const { page, says } = await open(back);
    const failed = (await page.findByText(/needs attention/)).closest('li');
    expect(failed && within(failed).getByText(/The hub has no address in your network/)).toBeTruthy();
    await says(/The card had to be repaired after a power cut/);
    await says(/wifi.country must be two capital letters \(line 4\)/);
    expect(page.getByText('A new thing happened.').closest('[lang=en]')).not.toBeNull();
  });

  it('ends with the way to the readings', async () => {
    const { page } = await open(new FakeBackEnd().json('GET whoami', owner).json('GET setup', view(undefined)));
    await page.findByRole('heading', { level: 1, name: 'Your hub is ready' });
    expect(page.getByRole('link', { name: 'See your electricity now' }).getAttribute('href')).toBe('/');
  });
});
