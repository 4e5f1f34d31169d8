import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FeedList, SetupView } from '@hub/contracts';
import { eventually } from '../support/eventually';
import { ACCOUNT, Home, OWNER } from '../support/home';
import { LanProxy } from './lab/lan-proxy';
import { expect, test } from './lab/fixtures';
import { ADDRESS, type LabNetwork } from './lab/lab-network';
import { SecondHub } from './lab/second-hub';

/*
 * A household's first evening: the hub is claimed and linked at the page's own address, and somebody pulls the plug while
 * its history comes. A second hub of the same household, on this computer and never disturbed, says what must be in the files.
 */

const YEARS_3 = 1096;
/** A third of a megabyte in all comes in about half a minute. */
const LINE_BYTES_PER_S = 40_000;
/** How much of the history has come when the plug is pulled. */
const CUTS_AT = [0.1, 0.4, 0.75];

interface Call {
  readonly body: object;
  readonly cookie?: string;
}

/** Calls of the page, from the phone. */
class PageCalls {
  constructor(
    private readonly network: LabNetwork,
    private readonly address: () => string,
  ) {}

  get(path: string): Promise<string> {
    return this.curl([`http://${this.address()}/api/v1/${path}`]);
  }

  async setup(): Promise<SetupView> {
    return SetupView.parse(JSON.parse(await this.get('setup')));
  }

  /** @returns the headers of the answer. */
  post(path: string, { body, cookie = '' }: Call): Promise<string> {
    const origin = `http://${this.address()}`;
    const headers = ['content-type: application/json', `origin: ${origin}`, `cookie: ${cookie}`];
    const flags = headers.flatMap((header) => ['-H', header]);
    return this.curl(['-D', '-', '-o', '/dev/null', ...flags, '-d', JSON.stringify(body), `${origin}/api/v1/${path}`]);
  }

  private curl(args: readonly string[]): Promise<string> {
    return this.network.runIn('phone', 'curl', ['-fsS', '--max-time', '60', ...args], 90_000);
  }
}

test.describe.serial('the power is cut while the history comes', () => {
  test.setTimeout(1_800_000);
  let home: Home;
  let door: LanProxy;
  let second: SecondHub;
  let page: PageCalls;

  test.beforeAll(async ({ lab }) => {
    home = await Home.start({ tlsHosts: [ADDRESS.router], members: 3, days: YEARS_3 });
    await home.settle();
    door = await LanProxy.open(lab.network, lab.dir, home.community.url, LINE_BYTES_PER_S);
    second = await SecondHub.fresh(lab.network, lab.dir, readFileSync(join(lab.dir, 'key.pub'), 'utf8').trim());
    page = new PageCalls(lab.network, () => second.address);
  });
  test.afterAll(async () => {
    await second.powerOff();
    second.card.remove();
    door.close();
    await home.stop();
  });

  const pulled = async (): Promise<number> => {
    const { progress, state } = (await page.setup()).steps.at(-2) ?? { progress: null, state: 'waiting' };
    if (state === 'done') return 1;
    return progress === null ? 0 : progress.doneBytes / progress.totalBytes;
  };

  test('claimed with the code of its own and linked to the household', async () => {
    second.start({ clock: 'utc' });
    const hub = await second.answers(600_000);
    const ca = readFileSync(home.community.caFile, 'utf8');
    await hub.run(`cat >/data/config/server-ca.pem <<'END'\n${ca}END\n`);
    await hub.run(
      `printf 'HUB_SERVER_URL=%s\\nHUB_SERVER_CA_FILE=/data/config/server-ca.pem\\n' '${LanProxy.url}' >/data/config/server.env; ` +
        'sync; systemctl restart hub-api',
    );
    await second.answers(300_000);
    await eventually('the hub knows who it is', async () => (await page.setup()).claimed === false, 120_000);
    const code = (await hub.run('cat /data/secrets/hub/own-claim-code')).trim();
    const claimed = await page.post('setup/claim', { body: { code, ...OWNER } });
    const cookie = /^set-cookie: ([^;]+)/im.exec(claimed)?.[1] ?? '';
    await page.post('setup/link', { body: ACCOUNT, cookie });
    expect((await page.setup()).linked).toMatchObject({ serverUrl: LanProxy.url });
  });

  for (const share of CUTS_AT) {
    test(`cut when ${share * 100} % of it are there`, async () => {
      if (!second.isOn) {
        second.start({ clock: 'utc' });
        await second.answers(600_000);
      }
      let seen = 0;
      const isThere = async (): Promise<boolean> => (seen = await pulled()) >= share;
      await eventually(`${share * 100} % are there`, isThere, 300_000);
      await second.powerOff();
      expect(seen).toBeLessThan(1);
    });
  }

  test('the start after that ends ready, with the same files as an undisturbed hub', async () => {
    second.start({ clock: 'utc' });
    const hub = await second.answers(600_000);
    const isReady = async (): Promise<boolean> => (await page.setup()).steps.every(({ state }) => state === 'done');
    await eventually('the hub is ready', isReady, 600_000);
    const theirs = new Map(
      (JSON.parse(await page.get('feeds')) as FeedList).feeds.map(({ id, tag, name }) => [`${tag}/${name}`, id]),
    );
    await hub.run('systemctl stop hub-api');
    let compared = 0;
    for (const { tag, name, sha256 } of await home.hub.feedFiles()) {
      const id = theirs.get(`${tag}/${name}`);
      expect(id, `${tag}/${name} is there`).toBeDefined();
      const [sum] = (await hub.run(`sha256sum /data/hub/feeds/${String(id)}.dat`)).split(' ');
      expect(sum, `${tag}/${name} is the same`).toBe(sha256);
      compared += 1;
    }
    expect(compared).toBeGreaterThanOrEqual(4);
  });
});
