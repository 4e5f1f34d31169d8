import { isLogin, REPLY_S, WINDOW_S } from '@hub/domain/pairing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BrokerAccounts } from '../broker-accounts/broker-accounts.service';
import { readConfig } from '../config/config';
import { PairingService } from './pairing.service';
import type { PlugPages } from './plug-pages';

const NOW = 1_800_000_000;
const PLUG = '192.168.0.113';
const OTHER = '192.168.0.114';

/** Accounts that take as long as a test says. */
class Accounts {
  readonly made: string[] = [];
  readonly ended: string[] = [];
  private finish: (() => void)[] = [];
  slow = false;

  async create(username: string): Promise<{ password: string }> {
    this.made.push(username);
    if (this.slow) await new Promise<void>((resolve) => this.finish.push(resolve));
    return { password: `of-${username}` };
  }
  revoke(username: string): Promise<void> {
    this.ended.push(username);
    return Promise.resolve();
  }
  finishAll(): void {
    this.finish.splice(0).forEach((finish) => finish());
  }
}

let clock = NOW;
let accounts: Accounts;
let pairing: PairingService;

beforeEach(() => {
  vi.useFakeTimers();
  clock = NOW;
  accounts = new Accounts();
  const pages = { identityAt: () => Promise.resolve(undefined) } as unknown as PlugPages;
  const config = readConfig({ HUB_DATA_DIR: '/data' }, '1');
  pairing = new PairingService(accounts as unknown as BrokerAccounts, pages, config, () => clock);
  pairing.open();
});
afterEach(() => {
  pairing.onApplicationShutdown();
  vi.useRealTimers();
});

async function passS(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    clock += 1;
    await vi.advanceTimersByTimeAsync(1_000);
  }
}
const states = (): string[] => pairing.now().requests.map(({ address, state }) => `${address} ${state}`);

describe('a reply', () => {
  it('waits for a minute less a second, for that address, and is given once', async () => {
    pairing.ask(PLUG);
    pairing.ask(OTHER);
    await pairing.allow(PLUG);
    await passS(REPLY_S - 1);
    expect(isLogin(pairing.ask(OTHER))).toBe(false);
    expect(pairing.ask(PLUG)).toBe(`${accounts.made[0]}:of-${accounts.made[0]}:emon/${accounts.made[0]}`);
    expect(isLogin(pairing.ask(PLUG))).toBe(false);
    await passS(2);
    expect(accounts.ended).toEqual([]);
  });

  it('that is not fetched in a minute is gone, and its account with it', async () => {
    pairing.ask(PLUG);
    await pairing.allow(PLUG);
    await passS(REPLY_S);
    expect(isLogin(pairing.ask(PLUG))).toBe(false);
    expect(accounts.ended).toEqual(accounts.made);
    await pairing.allow(PLUG);
    expect(new Set(accounts.made).size).toBe(2);
    expect(pairing.ask(PLUG)).toContain(accounts.made[1]);
  });

  it('outlives the window, no further request does', async () => {
    await passS(WINDOW_S - 1);
    pairing.ask(PLUG);
    await pairing.allow(PLUG);
    await passS(1);
    expect(pairing.ask(OTHER)).toBe('Pairing is closed');
    expect(isLogin(pairing.ask(PLUG))).toBe(true);
    expect(pairing.ask(PLUG)).toBe('Pairing is closed');
  });
});

describe('decisions at the same time', () => {
  it.each<[string, () => void]>([
    ['denied', () => void pairing.deny(PLUG)],
    ['closed', () => void pairing.close()],
    ['over', () => void (clock += WINDOW_S)],
  ])('a device that was %s while its account was made is not let in, and the account ends', async (_, meanwhile) => {
    accounts.slow = true;
    pairing.ask(PLUG);
    const allowing = expect(pairing.allow(PLUG)).rejects.toMatchObject({ code: 'HUB_DEVICE_NOT_ASKING' });
    meanwhile();
    accounts.finishAll();
    await allowing;
    expect(accounts.ended).toEqual(accounts.made);
    expect(isLogin(pairing.ask(PLUG))).toBe(false);
  });

  it('two people who allow one device make one account', async () => {
    accounts.slow = true;
    pairing.ask(PLUG);
    const first = pairing.allow(PLUG);
    await expect(pairing.allow(PLUG)).rejects.toMatchObject({ code: 'HUB_DEVICE_NOT_ASKING' });
    accounts.finishAll();
    await first;
    expect(accounts.made).toHaveLength(1);
    expect(states()).toEqual([`${PLUG} allowed`]);
  });
});
