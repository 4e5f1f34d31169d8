import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
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

const open = (back: FakeBackEnd) => openPage(SettingsPage, back);

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
    const { page, text, submit } = await open(back);
    const area = page.querySelector('textarea');
    if (area) area.value = '  ssh-ed25519 AAAA one \n\n';
    await submit('hub-ssh-section form');
    expect(sent).toEqual({ authorizedKeys: ['ssh-ed25519 AAAA one'] });
    expect(text('hub-ssh-section')).toContain('SSH is on for 1 key.');
  });

  it('shows a new key once', async () => {
    const back = new FakeBackEnd()
      .json('GET whoami', owner)
      .json('POST api-keys', { role: 'read', key: 'abc123' }, 201);
    const { text, click } = await open(back);
    await click('hub-keys-section button');
    expect(text('hub-keys-section code')).toBe('abc123');
  });

  it('leads an unclaimed hub to Setup', async () => {
    const { page } = await open(new FakeBackEnd().json('GET whoami', { ...owner, user: null, claimed: false }));
    expect(page.querySelector('hub-account-section a')?.getAttribute('href')).toBe('/setup');
  });
});
