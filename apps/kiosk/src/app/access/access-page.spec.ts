import { waitFor, within } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd, type FakeCall } from '../back-end.fake';
import { openPage } from '../open-page.fake';

const NOW_S = Date.UTC(2026, 10, 23, 12) / 1_000;
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
const chromeOnAndroid = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36';
const session = { id: 'a', name: 'Mair', role: 'owner', address: '192.168.1.7', openedAt: NOW_S - 900 };
const sessions = [
  { ...session, device: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', usedAt: NOW_S, isThis: true },
  { ...session, id: 'b', name: 'Nia', role: 'member', device: chromeOnAndroid, usedAt: NOW_S - 120, isThis: false },
];
const heatPump = { id: '0123456789abcdef', name: 'heat pump', role: 'write', sealing: false };
const invitation = { id: 7, role: 'viewer', until: null, expiresAt: NOW_S + 86_400 };

const whoami = (role: string) => ({ where: 'hub', user: { name: 'Mair', role }, claimed: true });
const ownersHub = () =>
  new FakeBackEnd()
    .json('GET whoami', whoami('owner'))
    .json('GET device', device)
    .json('GET access/people', {
      people: [
        { name: 'Mair', role: 'owner', until: null },
        { name: 'Nia', role: 'member', until: null },
      ],
      invitations: [invitation],
    })
    .json('GET access/settings', { openReading: true })
    .json('GET sessions', { sessions })
    .json('GET api-keys', { keys: [{ ...heatPump, createdAt: NOW_S - 9_000, lastUsedAt: NOW_S - 3_600 }] })
    .json('GET devices', { clockKnown: true, devices: [] })
    .json('GET access/audit', { entries: [{ at: NOW_S - 60, who: 'Mair', action: 'person-removed', about: 'Gwil' }] });

/** Records what a call was sent with, and answers. */
function recorded(back: FakeBackEnd, route: string, body?: unknown, status = 204): FakeCall[] {
  const calls: FakeCall[] = [];
  back.answer(route, (call) => {
    calls.push(call);
    return { status, body };
  });
  return calls;
}

const open = (back: FakeBackEnd) => openPage('/access', back);

describe('AccessPage', () => {
  it('lists people, sessions, keys and what was done, in words', async () => {
    const { page } = await open(ownersHub());
    await page.findByText('Nia', { selector: 'hub-people-section strong' });
    await page.findByText('Chrome, Android, 192.168.1.7');
    await page.findByText('last used 11:58');
    await page.findByText('heat pump');
    await page.findByText('Mair removed Gwil');
    await page.findByText('No device has an account.');
    await page.findByText('SSH is on for 2 keys.');
  });

  it('removes a person only after asking once more, and keeps the focus in place', async () => {
    const back = ownersHub();
    const removed = recorded(back, 'DELETE access/people/Nia');
    const { page, user } = await open(back);
    await user.click(await page.findByRole('button', { name: 'Remove Nia' }));
    expect(removed).toHaveLength(0);
    const yes = await page.findByRole('button', { name: 'Yes, remove Nia' });
    await waitFor(() => expect(document.activeElement).toBe(yes));
    const asked = back.calls.filter((call) => call === 'GET sessions').length;
    await user.click(yes);
    await waitFor(() => expect(removed).toHaveLength(1));
    await waitFor(() => expect(back.calls.filter((call) => call === 'GET sessions').length).toBeGreaterThan(asked));
    await waitFor(() => expect(document.activeElement).toBe(page.getByRole('heading', { name: 'People' })));
  });

  it('makes an invitation whose link holds the code behind the #, with a QR code', async () => {
    const back = ownersHub();
    const made = recorded(back, 'POST access/invitations', { id: 8, code: 'c0de_-x', expiresAt: NOW_S + 9 }, 201);
    const { page, user } = await open(back);
    await user.click(await page.findByRole('radio', { name: 'Viewer' }));
    await user.click(page.getByRole('button', { name: 'Make an invitation' }));
    expect((await page.findByText(/\/join#c0de_-x$/)).tagName).toBe('CODE');
    page.getByRole('img', { name: 'QR code of the invitation' });
    expect(made[0]?.body).toEqual({ role: 'viewer', until: null });
  });

  it('lets an installer in until the end of the day that is chosen', async () => {
    const back = ownersHub();
    const made = recorded(back, 'POST access/invitations', { id: 8, code: 'c', expiresAt: NOW_S + 9 }, 201);
    const { page, user } = await open(back);
    await user.click(await page.findByRole('radio', { name: 'Installer' }));
    await user.type(await page.findByLabelText('Last day'), '2026-10-25');
    await user.click(page.getByRole('button', { name: 'Make an invitation' }));
    // The day on which the clocks go back ends 25 hours after it began.
    await waitFor(() => expect(made[0]?.body).toEqual({ role: 'installer', until: Date.UTC(2026, 9, 26) / 1_000 }));
  });

  it('takes an invitation back', async () => {
    const back = ownersHub();
    const withdrawn = recorded(back, 'DELETE access/invitations/7');
    const { page, user } = await open(back);
    await user.click(await page.findByRole('button', { name: 'Take it back' }));
    await waitFor(() => expect(withdrawn).toHaveLength(1));
  });

  it('ends one session, or all but this one', async () => {
    const back = ownersHub();
    const one = recorded(back, 'DELETE sessions/b');
    const all = recorded(back, 'DELETE sessions');
    const { page, user } = await open(back);
    await user.click(await page.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(one).toHaveLength(1));
    await user.click(await page.findByRole('button', { name: 'Sign out everywhere else' }));
    await user.click(await page.findByRole('button', { name: 'Yes, sign out all others' }));
    await waitFor(() => expect(all).toHaveLength(1));
  });

  it('shows a new key once, and revokes one by one', async () => {
    const back = ownersHub();
    const made = recorded(back, 'POST api-keys', { role: 'read', key: 'key-1' }, 201);
    const revoked = recorded(back, `DELETE api-keys/${heatPump.id}`);
    const { harness, page, root, user } = await open(back);
    await user.type(await page.findByLabelText('What the key is for'), 'wallbox');
    await user.click(page.getByRole('button', { name: 'New key for reading' }));
    await page.findByText('key-1');
    expect(made[0]?.body).toEqual({ role: 'read', name: 'wallbox' });
    await user.click(page.getByRole('button', { name: 'Revoke heat pump' }));
    await user.click(await page.findByRole('button', { name: 'Yes, revoke heat pump' }));
    await waitFor(() => expect(revoked).toHaveLength(1));
    await waitFor(() => expect(page.queryByText('key-1')).toBeNull());
    await harness.navigateByUrl('/settings');
    await harness.navigateByUrl('/access');
    await page.findByRole('button', { name: 'New key for reading' });
    expect(root.textContent).not.toMatch(/key-\d/);
  });

  it('tells Home Assistant when it is switched on, and shows the password of its account once', async () => {
    const back = ownersHub().json('GET home-assistant', { enabled: false, account: null });
    const set = recorded(back, 'PUT home-assistant', { enabled: true, account: null }, 200);
    recorded(back, 'POST home-assistant/account', { port: 1883, username: 'device-ha', password: 'told-once' }, 201);
    const { harness, page, root, user } = await open(back);
    const label = 'Tell Home Assistant how the household stands';
    await user.click(await page.findByRole('checkbox', { name: label }));
    await waitFor(() => expect(set[0]?.body).toEqual({ enabled: true }));
    back.json('GET home-assistant', { enabled: true, account: 'device-ha' });
    await user.click(page.getByRole('button', { name: 'Make an account for it' }));
    await page.findByText('told-once');
    await harness.navigateByUrl('/settings');
    await harness.navigateByUrl('/access');
    await page.findByRole('button', { name: 'Make another account' });
    expect(root.textContent).not.toContain('told-once');
  });

  it('leaves the switch as it is when the hub refuses', async () => {
    const back = ownersHub().json('GET home-assistant', { enabled: true, account: null });
    back.refuse('PUT home-assistant', 403, 'NOT_ALLOWED');
    const { page, user } = await open(back);
    const box = await page.findByRole<HTMLInputElement>('checkbox', { name: /Tell Home Assistant/ });
    await user.click(box);
    await page.findByText('Only the owner of this hub can do this');
    expect(box.checked).toBe(true);
  });

  it('closes reading to those who are not signed in', async () => {
    const back = ownersHub();
    const set = recorded(back, 'PUT access/settings', { openReading: false }, 200);
    const { page, user } = await open(back);
    const label = 'Anyone at home can see the readings without signing in';
    await user.click(await page.findByRole('checkbox', { name: label }));
    await waitFor(() => expect(set[0]?.body).toEqual({ openReading: false }));
  });

  it('saves the SSH keys line by line', async () => {
    const back = ownersHub();
    const saved = recorded(back, 'PUT device/ssh', { ...device, ssh: { enabled: true, keys: 1 } }, 200);
    const { page, user } = await open(back);
    await user.click(await page.findByText('Change the keys'));
    const keys = page.getByRole('textbox', { name: 'Public keys, one on each line' });
    await user.type(keys, '  ssh-ed25519 AAAA one {Enter}{Enter}');
    const form = keys.closest('form');
    if (form === null) throw new Error('the keys stand in no form');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await page.findByText('SSH is on for 1 key.');
    expect(saved[0]?.body).toEqual({ authorizedKeys: ['ssh-ed25519 AAAA one'] });
  });

  it('shows a member its own sessions and asks for nothing of the owner’s', async () => {
    const back = ownersHub().json('GET whoami', whoami('member'));
    const { page } = await open(back);
    await page.findByText('Chrome, Android, 192.168.1.7');
    expect(page.queryByRole('heading', { name: 'People' })).toBeNull();
    expect(back.calls).not.toContain('GET access/people');
  });

  it('asks who is not signed in to sign in', async () => {
    const { page } = await open(new FakeBackEnd().json('GET whoami', { where: 'hub', user: null, claimed: true }));
    await page.findByRole('button', { name: 'Sign in' });
  });
});
