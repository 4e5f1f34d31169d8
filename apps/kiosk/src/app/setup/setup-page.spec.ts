import { TestBed } from '@angular/core/testing';
import { type SetupView } from '@hub/contracts';
import { Visitor } from '@hub/data-access';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { SetupPage } from './setup-page';

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
  const opened = await openPage(SetupPage, back);
  const fill = (values: Readonly<Record<string, string>>) => {
    opened.type(values);
    return opened.submit();
  };
  return { ...opened, fill };
}

const nobody = { where: 'hub', user: null, claimed: false };
const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };

describe('SetupPage', () => {
  it('claims with the code from the label, and goes on to the account', async () => {
    const back = new FakeBackEnd().json('GET whoami', nobody).json('GET setup', view('claim'));
    const { page, text, fill } = await open(back);
    expect(text('h1')).toBe('Setting up your hub');
    expect(page.querySelectorAll('li[data-state=done]')).toHaveLength(5);
    back
      .answer('POST setup/claim', ({ body }) => ({ status: 201, body: body === undefined ? undefined : view('link') }))
      .json('GET whoami', owner);
    await fill({ code: 'abcde-fghjk', name: 'Megan', password: 'a short sentence' });
    expect(text('hub-claim-form')).toBeUndefined();
    expect(text('hub-link-form button')).toBe('Link this hub');
    expect(page.querySelector('hub-link-form a')?.getAttribute('href')).toBe('https://club.example');
    expect(TestBed.inject(Visitor).user()).toBe('Megan');
  });

  it('says what a wrong code means, and what to do', async () => {
    const back = new FakeBackEnd().json('GET whoami', nobody).json('GET setup', view('claim'));
    const { text, fill } = await open(back.refuse('POST setup/claim', 403, 'WRONG_CLAIM_CODE'));
    await fill({ code: 'AAAAA-AAAAA', name: 'Megan', password: 'a short sentence' });
    expect(text('hub-fault-notice')).toContain(
      'This is not the code of this hubType the ten characters from the label',
    );
  });

  it('links the account, and says so when the server does not know it', async () => {
    const back = new FakeBackEnd().json('GET whoami', owner).json('GET setup', view('link'));
    const { text, fill } = await open(back.refuse('POST setup/link', 403, 'WRONG_PASSWORD'));
    await fill({ email: 'megan@example.org', password: 'wrong' });
    expect(text('hub-fault-notice')).toContain('CydYnni does not know this e-mail address and password');
    back.json('POST setup/link', view('history'));
    await fill({ email: 'megan@example.org', password: 'right' });
    expect(text('.detail')).toBe('12 Stryd Fawr · Bethesda');
  });

  it('shows how far the history is, in bytes and time', async () => {
    const history = view('history');
    const steps = history.steps.map((step) =>
      step.step === 'history'
        ? { ...step, progress: { doneBytes: 412_000, totalBytes: 845_000, secondsLeft: 4.2 } }
        : step,
    );
    const back = new FakeBackEnd().json('GET whoami', owner).json('GET setup', { ...history, steps });
    const { text } = await open(back);
    expect(text('hub-progress')).toBe('412 kB of 845 kBabout 5 seconds left');
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
    const back = new FakeBackEnd().json('GET whoami', nobody).json('GET setup', { ...network, steps, preseed, faults });
    const { page, text } = await open(back);
    expect(text('li[data-state=failed]')).toContain('The hub has no address in your network Plug its cable');
    expect(text('hub-problem-list')).toContain('The card had to be repaired after a power cut');
    expect(text('hub-problem-list')).toContain('wifi.country must be two capital letters (line 4)');
    expect(page.querySelector('hub-problem-list [lang=en]')?.textContent).toContain('A new thing happened.');
  });

  it('ends with the way to the readings', async () => {
    const { text } = await open(new FakeBackEnd().json('GET whoami', owner).json('GET setup', view(undefined)));
    expect(text('h1')).toBe('Your hub is ready');
    expect(text('.go')).toBe('See your electricity now');
  });
});
