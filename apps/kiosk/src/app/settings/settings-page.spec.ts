import { waitFor, within } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';

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
const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };
const ownersHub = () => new FakeBackEnd().json('GET whoami', owner).json('GET device', device);

async function open(back: FakeBackEnd) {
  const opened = await openPage('/settings', back);
  const says = (text: string) => waitFor(() => expect(opened.root.textContent).toContain(text));
  return { ...opened, says };
}

describe('SettingsPage', () => {
  it('says what the hub runs, once it is known, also when nothing else answers', async () => {
    const { hub, page } = await open(new FakeBackEnd());
    const version = page.getByText('Version').nextElementSibling;
    expect(version?.textContent).toBe('–');
    hub.tell(640, 1_700_000_000, '1.2.3');
    await waitFor(() => expect(version?.textContent).toBe('1.2.3'));
  });

  it('tells how the hub fares', async () => {
    const { says } = await open(ownersHub());
    for (const words of ['h-7k3m9x2p', 'System B on the card', '48 °C', '27.1 GB of 29 GB free']) await says(words);
    await says('SSH is on for 2 keys.');
    await says('Signed in as Megan');
  });

  it('saves the keys line by line', async () => {
    let sent: unknown;
    const back = ownersHub().answer('PUT device/ssh', ({ body }) => {
      sent = body;
      return { status: 200, body: { ...device, ssh: { enabled: true, keys: 1 } } };
    });
    const { page, user, says } = await open(back);
    await user.click(await page.findByText('Change the keys'));
    const keys = page.getByRole('textbox', { name: 'Public keys, one on each line' });
    await user.type(keys, '  ssh-ed25519 AAAA one {Enter}{Enter}');
    const form = keys.closest('form');
    if (form === null) throw new Error('the keys stand in no form');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await says('SSH is on for 1 key.');
    expect(sent).toEqual({ authorizedKeys: ['ssh-ed25519 AAAA one'] });
  });

  it('shows a new key once: the next one takes its place, and it is gone when somebody comes back', async () => {
    let made = 0;
    const back = ownersHub().answer('POST api-keys', ({ body }) => ({
      status: 201,
      body: { role: (body as { role: string }).role, key: `key-${(made += 1)}` },
    }));
    const { harness, page, root, user, says } = await open(back);
    await user.click(page.getByRole('button', { name: 'New key for reading' }));
    await says('key-1');
    await user.click(page.getByRole('button', { name: 'New key for reading and writing' }));
    await says('key-2');
    expect(root.textContent).not.toContain('key-1');
    await harness.navigateByUrl('/setup');
    await harness.navigateByUrl('/settings');
    await page.findByRole('button', { name: 'New key for reading' });
    expect(root.textContent).not.toMatch(/key-\d/);
  });

  it('leads an unclaimed hub to Setup', async () => {
    const { page } = await open(new FakeBackEnd().json('GET whoami', { ...owner, user: null, claimed: false }));
    await page.findByText('This hub has no owner yet');
    expect(page.getByRole('link', { name: 'Go to Setup' }).getAttribute('href')).toBe('/setup');
  });
});
