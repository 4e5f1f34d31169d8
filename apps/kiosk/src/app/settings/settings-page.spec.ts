import { waitFor } from '@testing-library/dom';
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
    await says('Signed in as Megan');
  });

  it('shows the fingerprint of the hub’s authority, where to get it, and the encrypted page', async () => {
    const sha256 = Array.from({ length: 32 }, () => 'A7').join(':');
    const { page, says } = await open(ownersHub().json('GET device/authority', { sha256, port: 8443 }));
    await says(sha256);
    const to = (name: string) => page.getByRole('link', { name }).getAttribute('href');
    expect(to('Download the certificate')).toBe('/api/v1/device/authority.pem');
    expect(to('Open the encrypted page')).toBe(`https://${location.hostname}:8443/`);
  });

  it('says nothing of an encrypted page where there is none', async () => {
    const { root, says } = await open(ownersHub().json('GET device/authority', { sha256: 'A7', port: null }));
    await says('System B on the card');
    expect(root.textContent).not.toContain('Encrypted page');
  });

  it('leads to who has access', async () => {
    const { page } = await open(ownersHub());
    expect(page.getByRole('link', { name: 'See who has access' }).getAttribute('href')).toBe('/access');
  });

  it('leads an unclaimed hub to Setup', async () => {
    const { page } = await open(new FakeBackEnd().json('GET whoami', { ...owner, user: null, claimed: false }));
    await page.findByText('This hub has no owner yet');
    expect(page.getByRole('link', { name: 'Go to Setup' }).getAttribute('href')).toBe('/setup');
  });
});
