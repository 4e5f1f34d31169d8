import { TestBed } from '@angular/core/testing';
import { LiveHub, Visitor } from '@hub/data-access';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { FakeHub } from '../now/hub.fake';
import { SettingsPage } from './settings-page';

const device = {
  version: '1.2.3',
  slot: 'B',
  hubId: 'h-7k3m9x2p',
  ssh: { enabled: true, keys: 2 },
  temperatureC: 48.2,
  storage: { totalBytes: 29e9, freeBytes: 27.1e9 },
  uptimeS: 100,
  faults: [],
};

async function open(back: FakeBackEnd) {
  const hub = new FakeHub();
  TestBed.configureTestingModule({ providers: [back.provider, { provide: LiveHub, useValue: hub }] });
  await TestBed.inject(Visitor).ask();
  const fixture = TestBed.createComponent(SettingsPage);
  const page = fixture.nativeElement as HTMLElement;
  const settled = async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      await fixture.whenStable();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  await settled();
  const text = (selector: string) => page.querySelector(selector)?.textContent.replaceAll(/\s+/g, ' ').trim();
  return { hub, page, text, settled };
}

const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };

describe('SettingsPage', () => {
  it('says what the hub runs, once it is known, also when nothing else answers', async () => {
    const { hub, text, settled } = await open(new FakeBackEnd());
    expect(text('.version')).toBe('–');
    hub.tell(640, 1_700_000_000, '1.2.3');
    await settled();
    expect(text('.version')).toBe('1.2.3');
  });

  it('tells how the hub fares', async () => {
    const { text } = await open(new FakeBackEnd().json('GET whoami', owner).json('GET device', device));
    for (const words of ['h-7k3m9x2p', 'System B on the card', '48 °C', '27.1 GB of 29 GB free']) {
      expect(text('hub-about-section')).toContain(words);
    }
    expect(text('hub-ssh-section')).toContain('SSH is on for 2 keys.');
    expect(text('hub-account-section')).toContain('Signed in as Megan');
  });

  it('saves the keys line by line', async () => {
    let sent: unknown;
    const back = new FakeBackEnd().json('GET whoami', owner).json('GET device', device);
    back.answer('PUT device/ssh', ({ body }) => {
      sent = body;
      return { status: 200, body: { ...device, ssh: { enabled: true, keys: 1 } } };
    });
    const { page, text, settled } = await open(back);
    const area = page.querySelector('textarea');
    if (area) area.value = '  ssh-ed25519 AAAA one \n\n';
    page.querySelector('hub-ssh-section form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
    expect(sent).toEqual({ authorizedKeys: ['ssh-ed25519 AAAA one'] });
    expect(text('hub-ssh-section')).toContain('SSH is on for 1 key.');
  });

  it('shows a new key once', async () => {
    const back = new FakeBackEnd()
      .json('GET whoami', owner)
      .json('POST api-keys', { role: 'read', key: 'abc123' }, 201);
    const { page, text, settled } = await open(back);
    page.querySelector<HTMLButtonElement>('hub-keys-section button')?.click();
    await settled();
    expect(text('hub-keys-section code')).toBe('abc123');
  });

  it('leads an unclaimed hub to Setup', async () => {
    const { page } = await open(new FakeBackEnd().json('GET whoami', { ...owner, user: null, claimed: false }));
    expect(page.querySelector('hub-account-section a')?.getAttribute('href')).toBe('/setup');
  });
});
