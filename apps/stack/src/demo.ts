import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HouseholdDeviceList, ScheduleList, ServerHealth, SetupView } from '@hub/contracts';
import { DEMO_DEVICES } from './demo-household';
import type { Layout } from './hub-process';

/** How the demo household signs in at its hub, and its account at the club. */
export interface DemoLogin {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** What the demo needs to know of the stack. */
export interface DemoHub {
  readonly address: string;
  /** As on the label. */
  readonly claimCode: string;
  readonly login: DemoLogin;
}

/** The club's server, and the code of the household's letter; undefined when it has its account. */
export interface DemoClub {
  readonly url: string;
  readonly ca: Buffer;
  readonly claimCode: string | undefined;
}

const POLL_MS = 1000;

/** The login of this folder's demo: made at the first start, since the page can be reached from the network. */
export function demoLogin({ state }: Layout): DemoLogin {
  const file = join(state, 'demo-login');
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(6).toString('hex'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return { name: 'Demo', email: 'demo@example.org', password: readFileSync(file, 'utf8').trim() };
}

/**
 * Does what a household does on the page, as far as it is not done: claims the hub, makes its account, links the two, adds the
 * simulated devices and plans them. Each start asks the hub what it has, so one that was stopped half-way goes on.
 *
 * @throws Error that says which step was refused, or the reason of `abort`.
 */
export async function settleDemo(
  hub: DemoHub,
  club: DemoClub,
  say: (line: string) => void,
  abort: AbortSignal,
): Promise<void> {
  const household = new Household(hub, abort);
  const { claimed, linked } = await household.setup();
  if (claimed) await household.signIn();
  else {
    say('claiming the hub with the code of its label');
    await household.claim();
  }
  const server = new Club(club);
  if (club.claimCode !== undefined) await server.makeAccount(hub.login);
  if (!linked) {
    say('waiting for the club’s readings (the first start shares three years of them)');
    await until(() => server.shared(), abort);
    say('linking it to the household’s account');
    await household.link();
  }
  await household.addDevices(say);
  if (await household.ready()) return;
  say('waiting for the household’s history');
  await until(() => household.ready(), abort);
}

async function until(fact: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!(await fact())) await delay(POLL_MS, undefined, { signal });
}

/** A member of the household at its hub, as a browser is. */
class Household {
  private cookie = '';

  constructor(
    private readonly hub: DemoHub,
    private readonly abort: AbortSignal,
  ) {}

  async setup(): Promise<SetupView> {
    return SetupView.parse(await this.read('setup'));
  }

  /** Whether its history is there. */
  async ready(): Promise<boolean> {
    return (await this.setup()).steps.at(-1)?.state === 'done';
  }

  async claim(): Promise<void> {
    const { claimCode: code, login } = this.hub;
    await this.enter('setup/claim', { code, name: login.name, password: login.password });
  }

  async signIn(): Promise<void> {
    const { name, password } = this.hub.login;
    await this.enter('session', { name, password });
  }

  async link(): Promise<void> {
    const { email, password } = this.hub.login;
    await this.post('setup/link', { email, password });
  }

  async addDevices(say: (line: string) => void): Promise<void> {
    const known = HouseholdDeviceList.parse(await this.read('devices')).devices;
    const missing = DEMO_DEVICES.filter(({ topic }) => !known.some((device) => device.topic === topic));
    if (missing.length > 0) say('adding a plug, a charger and a washing machine');
    for (const { type, topic, name, room } of missing) await this.post('devices', { type, topic, name, room });
    const { devices } = HouseholdDeviceList.parse(await this.read('devices'));
    const { schedules } = ScheduleList.parse(await this.read('schedules'));
    for (const { topic, plan } of DEMO_DEVICES) {
      const id = devices.find((device) => device.topic === topic)?.id;
      if (id === undefined || schedules.some(({ rule }) => rule.deviceId === id)) continue;
      await this.post('schedules', { deviceId: id, ...plan });
    }
  }

  private async enter(path: string, body: object): Promise<void> {
    this.cookie = (await this.post(path, body)).headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  private async read(path: string): Promise<unknown> {
    const answer = await fetch(this.url(path), { headers: { cookie: this.cookie }, signal: this.abort });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  private async post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.hub.address, cookie: this.cookie };
    const init = { method: 'POST', headers, body: JSON.stringify(body), signal: this.abort };
    const answer = await fetch(this.url(path), init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  private url(path: string): string {
    return `${this.hub.address}/api/v1/${path}`;
  }
}

/** The club's server, whose certificate is of the authority in the stack's folder: `fetch` cannot be told of that. */
class Club {
  constructor(private readonly club: DemoClub) {}

  async makeAccount({ email, password }: DemoLogin): Promise<void> {
    const { claimCode } = this.club;
    const { status } = await this.ask('/api/v1/accounts', JSON.stringify({ email, password, claimCode }));
    if (status !== 201) throw new Error(`accounts: ${status}`);
  }

  /** Whether it has fetched and shared the members' readings: a hub that is linked earlier has its history an hour later. */
  async shared(): Promise<boolean> {
    const { text } = await this.ask('/health');
    return ServerHealth.parse(JSON.parse(text)).cycle !== null;
  }

  private ask(path: string, body?: string): Promise<{ status: number; text: string }> {
    const { url, ca } = this.club;
    const method = body === undefined ? 'GET' : 'POST';
    return new Promise((resolve, reject) => {
      request(`${url}${path}`, { method, ca, headers: { 'content-type': 'application/json' } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
      })
        .on('error', reject)
        .end(body);
    });
  }
}
