import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateStatus } from '@hub/contracts';
import { expect, test } from './lab/fixtures';
import { expiredSigner, flipped, smallBundle, strangeSigner, truncated } from './lab/bad-bundles';
import { bundleOf, slotVariant } from './lab/release';
import { type HubShell } from './lab/shell';
import { followServer, provesItself, reaches, slotsAndState } from './lab/updating';
import { UpdateServer, type ServerFault } from './lab/update-server';

/*
 * What a hub must not install, each offered to the booted hub by the server it follows: agent and RAUC as in every
 * household. The last test installs from the same server, to show that the refusals were not for want of a working road.
 */

interface Offer {
  readonly bundle: string;
  readonly version: string;
  /** What the server promises beside it. */
  readonly promise?: object;
}

test.describe.serial('nothing changes on the hub', () => {
  test.setTimeout(1_800_000);
  let server: UpdateServer;
  let dir: string;
  let whole: string;

  test.beforeAll(async ({ lab }) => {
    dir = join(lab.dir, 'refusals');
    mkdirSync(dir, { recursive: true });
    server = await UpdateServer.open(lab.network, lab.dir);
    whole = await smallBundle(dir, 'whole', { version: '0.9.0' });
    await provesItself(lab.hub);
    // The pauses between tries are as short as they can be.
    await followServer(lab.hub, server, { HUB_OTA_RETRY_S: '0.2', HUB_OTA_SILENCE_S: '3' });
  });
  test.afterAll(() => server.stop());

  /** Offers it, waits for the agent's word, and looks whether anything was written. */
  async function refused(
    hub: HubShell,
    { bundle, version, promise }: Offer,
    fault: ServerFault = 'none',
  ): Promise<string> {
    const before = await slotsAndState(hub);
    server.fault = fault;
    await server.offer(bundle, version, promise);
    await hub.run('systemctl reload hub-ota');
    const status = await reaches(hub, `${version} is refused`, ({ outcome }) => outcome?.version === version, 600);
    server.clear();
    server.fault = 'none';
    expect(status.outcome?.kind).toBe('failed');
    expect(await slotsAndState(hub)).toBe(before);
    return status.outcome?.reason ?? '';
  }

  test('a bundle signed by an untrusted key', async ({ lab }) => {
    const bundle = await smallBundle(dir, 'strange', { version: '0.9.1', signer: await strangeSigner(dir) });
    expect(await refused(lab.hub, { bundle, version: '0.9.1' })).toMatch(/verif|issuer/i);
  });

  test('a bundle signed with a certificate that had expired', async ({ lab }) => {
    const bundle = await smallBundle(dir, 'expired', { version: '0.9.2', signer: await expiredSigner(dir) });
    expect(await refused(lab.hub, { bundle, version: '0.9.2' })).toMatch(/expired/i);
  });

  test('a bundle in the plain format', async ({ lab }) => {
    const bundle = await smallBundle(dir, 'plain', { version: '0.9.3', format: 'plain' });
    expect(await refused(lab.hub, { bundle, version: '0.9.3' })).toMatch(/format/i);
  });

  test('a bundle for another machine, whatever the server promises', async ({ lab }) => {
    const bundle = await smallBundle(dir, 'other', { version: '0.9.4', compatible: 'another-hub' });
    expect(await refused(lab.hub, { bundle, version: '0.9.4' })).toMatch(/compatible/i);
  });

  test('a bundle older than this image goes back to, whatever the server promises', async ({ lab }) => {
    const bundle = await smallBundle(dir, 'old', { version: '0.0.9' });
    expect(await refused(lab.hub, { bundle, version: '0.9.5' })).toMatch(/version/i);
  });

  test('a bundle cut short, though the server promises what it has', async ({ lab }) => {
    expect(await refused(lab.hub, { bundle: truncated(whole, 'short'), version: '0.9.6' })).toMatch(
      /bundle|signature/i,
    );
  });

  test('HTML instead of a bundle', async ({ lab }) => {
    expect(await refused(lab.hub, { bundle: whole, version: '0.9.7' }, 'html')).toBe('network');
  });

  for (const [fault, reason, version] of [
    ['404', 'http-404', '0.9.8'],
    ['500', 'network', '0.9.9'],
    ['truncate', 'network', '0.9.10'],
    ['hang', 'network', '0.9.11'],
  ] as const) {
    test(`a server that answers a bundle with ${fault}`, async ({ lab }) => {
      expect(await refused(lab.hub, { bundle: whole, version }, fault)).toBe(reason);
    });
  }

  test('a data partition that is full', async ({ lab }) => {
    await lab.hub.run('fallocate -l $(($(df --output=avail -B1 /data | tail -1) - 30000000)) /data/ota/ballast');
    try {
      const strange = await smallBundle(dir, 'full', { version: '0.9.12', signer: await strangeSigner(dir) });
      expect(await refused(lab.hub, { bundle: strange, version: '0.9.12' })).toBe('no-space');
    } finally {
      await lab.hub.run('rm -f /data/ota/ballast');
    }
  });

  test('a clock in 1970: the server is not believed, and is again when the clock is right', async ({ lab }) => {
    const { hub } = lab;
    const before = await slotsAndState(hub);
    const now = (await hub.run('date +%s')).trim();
    try {
      // Linux sets no clock back to before its own start: the second of January it is.
      await hub.run('systemctl stop systemd-timesyncd && date -s @100000');
      // Not sooner: the agent asks every few seconds, and with a clock that is right it would install.
      await server.offer(whole, '0.9.13');
      await hub.run('systemctl reload hub-ota');
      await reaches(hub, 'the server is not believed', ({ idleBecause }) => idleBecause === 'no-answer', 300);
      expect(await slotsAndState(hub)).toBe(before);
    } finally {
      server.clear();
      await hub.run(`date -s @${now}; systemctl start systemd-timesyncd; systemctl reload hub-ota`);
    }
    await reaches(hub, 'it is believed again', ({ idleBecause }) => idleBecause === 'nothing-targeted', 300);
  });
});

test('one byte flipped, a stream that falls silent, a line that breaks in each answer: slot B is never started half-written', async ({
  lab,
}) => {
  test.setTimeout(7_200_000);
  const { hub } = lab;
  const server = await UpdateServer.open(lab.network, lab.dir);
  try {
    await followServer(hub, server, { HUB_OTA_RETRY_S: '0.2' });
    // What slot A does not have must be fetched; what cannot be compressed lies in the bundle as it is.
    const news = randomBytes(1 << 20);
    const file = join(lab.dir, 'news');
    writeFileSync(file, news);
    const good = await bundleOf(await slotVariant(lab.dir, '0.5.0', [`put:/usr/share/news=${file}`]));
    const primary = await hub.run('/usr/lib/cydynni/ota/boot-state get primary');
    await server.offer(flipped(good, 'flipped', news.subarray(news.length / 2, news.length / 2 + 64)), '0.5.1');
    await hub.run('systemctl reload hub-ota');
    const status = await reaches(hub, 'refused', ({ outcome }) => outcome?.version === '0.5.1', 1_800);
    expect(status.outcome?.kind).toBe('failed');
    expect(await hub.run('/usr/lib/cydynni/ota/boot-state get primary')).toBe(primary);
    // The same release whole, from a server that says nothing more in the midst of RAUC's stream.
    server.fault = 'silent-midway';
    await server.offer(good, '0.5.0');
    await hub.run('systemctl reload hub-ota');
    await reaches(hub, 'the stream is given up', ({ phase }) => phase === 'downloading', 1_200);
    expect(await hub.run('/usr/lib/cydynni/ota/boot-state get primary')).toBe(primary);
    // And over a line that breaks in the midst of each answer: it is fetched in pieces and installed.
    server.fault = 'close';
    server.takeRequests();
    const isGood = ({ outcome }: UpdateStatus): boolean => outcome?.kind === 'good' && outcome.version === '0.5.0';
    await reaches(hub, 'installed, started and confirmed', isGood, 3_600);
    expect(server.takeRequests().filter(({ range }) => /^bytes=[1-9]\d*-$/.test(range ?? '')).length).toBeGreaterThan(
      10,
    );
  } finally {
    server.stop();
  }
});
