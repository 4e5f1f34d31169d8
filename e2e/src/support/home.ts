import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeIdentity, newUnit } from '@hub/adapters/identity';
import { SetupView, type UpdateStatus } from '@hub/contracts';
import { CommunityServer, type CommunityServerOptions } from '@hub/testing';
import { eventually } from './eventually';
import { HubUnderTest } from './hub';

export const OWNER = { name: 'Mair', password: 'mae hen wlad' } as const;
export const ACCOUNT = { email: 'mair@example.org', password: 'pont y twr' } as const;

/** Homes enough that the hydro is theirs some of the time and not all of it; days enough to know every weekday and a whole month. */
const CLUB = { members: 36, days: 40 } as const;

/** A home as it is delivered: a hub with its label, and a community server at which the household has an account. */
export class Home {
  private cookie = '';

  private constructor(
    private readonly dir: string,
    readonly hub: HubUnderTest,
    readonly community: CommunityServer,
    /** As on the label. */
    readonly claimCode: string,
  ) {}

  static async start(options: CommunityServerOptions = {}): Promise<Home> {
    const dir = await mkdtemp(join(tmpdir(), 'hub-home-'));
    const unit = await newUnit();
    makeIdentity(join(dir, 'identity'), unit, {
      keep: (path, content) => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      },
      openssl: (args) => execFileSync('openssl', args, { encoding: 'utf8' }),
    });
    mkdirSync(join(dir, 'run'), { recursive: true });
    const started: { community?: CommunityServer } = {};
    const hub = await HubUnderTest.start(async (services) => {
      const community = await CommunityServer.start(services, join(dir, 'server'), { ...CLUB, ...options });
      started.community = community;
      return {
        HUB_SERVER_URL: community.url,
        HUB_SERVER_CA_FILE: community.caFile,
        HUB_IDENTITY_DIR: join(dir, 'identity'),
        HUB_RUN_DIR: join(dir, 'run'),
        HUB_REQUEST_DIR: join(dir, 'requests'),
      };
    });
    if (started.community === undefined) throw new Error('the community server was not started');
    await started.community.account(ACCOUNT);
    return new Home(dir, hub, started.community, unit.claimCode);
  }

  /** Claims and links the hub as its owner would, and waits for the history; does nothing when that was done. */
  async settle(): Promise<void> {
    if (this.cookie !== '') return;
    const claimed = await this.post('setup/claim', { code: this.claimCode, ...OWNER });
    this.cookie = claimed.headers.get('set-cookie')?.split(';')[0] ?? '';
    await this.post('setup/link', ACCOUNT);
    await eventually(
      'the hub has its history',
      async () => (await this.setup()).steps.at(-1)?.state === 'done',
      60_000,
    );
  }

  async setup(): Promise<SetupView> {
    return SetupView.parse(await (await fetch(`${this.hub.url}/api/v1/setup`)).json());
  }

  /** What the update agent says of itself, in the file in which it does. */
  tellUpdate(status: Partial<UpdateStatus>): void {
    const whole: UpdateStatus = {
      ...{ format: 1, bootedVersion: '0.2.0', slot: 'A', phase: 'idle', release: null, idleBecause: null },
      ...{ progress: null, outcome: null, refused: [], serverContactAt: null },
      ...status,
    };
    writeFileSync(join(this.dir, 'run/update.json'), JSON.stringify(whole));
  }

  get requestDir(): string {
    return join(this.dir, 'requests');
  }

  async stop(): Promise<void> {
    await this.community.stop();
    await this.hub.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  private async post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.hub.url, cookie: this.cookie };
    const answer = await fetch(`${this.hub.url}/api/v1/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
