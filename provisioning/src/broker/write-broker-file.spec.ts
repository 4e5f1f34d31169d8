import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AccountPorts, addGateway, removeGateway } from './gateway-accounts';
import { readLedger } from './ledger';
import { LEDGER, writeBrokerFile } from './write-broker-file';

const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
let dir: string;
const at = (path: string): string => join(dir, path);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'accounts-'));
  mkdirSync(at('secrets/mqtt'), { recursive: true });
  mkdirSync(at('mosquitto'));
  for (const name of ['admin', 'hub-api']) writeFileSync(at(`secrets/mqtt/${name}`), `secret of ${name}\n`);
});
afterEach(() => rmSync(dir, { recursive: true }));

const start = () => writeBrokerFile(dir, at('run/accounts.json'), owner);
const names = (): string[] => {
  const { clients } = JSON.parse(readFileSync(at('run/accounts.json'), 'utf8')) as { clients: { username: string }[] };
  return clients.map(({ username }) => username);
};
const ports = (change: Partial<AccountPorts> = {}): AccountPorts => ({
  ledger: at(LEDGER),
  control: (commands) => Promise.resolve(commands.map(({ command }) => ({ command }))),
  login: () => Promise.resolve(),
  ...change,
});

describe('the broker’s accounts at its start', () => {
  it('are the hub’s own and the gateways’, each with the rights of its kind, for the broker alone', async () => {
    await addGateway(ports(), 'gateway-E42', 'pw');
    expect(start()).toBeUndefined();
    expect(names()).toEqual(['admin', 'hub-api', 'gateway-E42']);
    expect(readFileSync(at('run/accounts.json'), 'utf8')).toContain('cydynni/meter/E42/#');
    expect(readFileSync(at('run/accounts.json'), 'utf8')).not.toContain('secret of');
    expect(statSync(at('run/accounts.json')).mode & 0o777).toBe(0o600);
  });

  it('are made again whatever another release’s broker left there', async () => {
    await addGateway(ports(), 'gateway-E42', 'pw');
    for (const left of ['', '{"clients":[{"username":"adm', '{"version":2,"clients":"sealed"}']) {
      mkdirSync(at('run'), { recursive: true });
      writeFileSync(at('run/accounts.json'), left);
      start();
      expect(names()).toEqual(['admin', 'hub-api', 'gateway-E42']);
    }
  });

  it('take over the gateways that an earlier release let the broker keep, once', () => {
    const hash = { password: 'cA==', salt: 'cw==', iterations: 101 };
    const clients = ['admin', 'gateway-7', 'plug'].map((username) => ({ username, ...hash, roles: [] }));
    writeFileSync(at('mosquitto/dynamic-security.json'), JSON.stringify({ clients, roles: [] }));
    start();
    expect(names()).toEqual(['admin', 'hub-api', 'gateway-7']);
    rmSync(at('mosquitto/dynamic-security.json'));
    start();
    expect(names()).toEqual(['admin', 'hub-api', 'gateway-7']);
  });

  it('are the hub’s own where an earlier release’s file is torn', () => {
    writeFileSync(at('mosquitto/dynamic-security.json'), '{"clients":[{"username":"gateway-7","pass');
    expect(start()).toBeUndefined();
    expect(names()).toEqual(['admin', 'hub-api']);
  });

  it.each(['', '{}', '{"format":1,"accounts":[{"username":"gateway-7"', '{"format":2,"accounts":[]}'])(
    'are the hub’s own where the ledger is damaged, which is said: %j',
    (text) => {
      writeFileSync(at(LEDGER), text);
      expect(start()).toMatchObject({ code: 'HUB_ACCOUNTS_UNREADABLE' });
      expect(names()).toEqual(['admin', 'hub-api']);
    },
  );

  it('are not made without the hub’s own password', () => {
    rmSync(at('secrets/mqtt/hub-api'));
    expect(start).toThrow('hub-api');
  });
});

describe('a gateway’s account', () => {
  it('is on the card before the broker hears of it, and let in before it is shown', async () => {
    const order: string[] = [];
    await addGateway(
      ports({
        control: (commands) => {
          order.push(readLedger(at(LEDGER)).has('gateway-1') ? 'kept' : 'lost', 'told');
          return Promise.resolve(commands.map(({ command }) => ({ command })));
        },
        login: (username, password) => {
          order.push(`${username} ${password}`);
          return Promise.resolve();
        },
      }),
      'gateway-1',
      'pw',
    );
    expect(order).toEqual(['kept', 'told', 'gateway-1 pw']);
  });

  it('is not kept when the broker does not let it in; the one from before stays', async () => {
    await addGateway(ports(), 'gateway-1', 'old');
    const before = readFileSync(at(LEDGER), 'utf8');
    const refusing = ports({ login: () => Promise.reject(new Error('refused')) });
    await expect(addGateway(refusing, 'gateway-1', 'new')).rejects.toThrow('refused');
    await expect(addGateway(refusing, 'gateway-2', 'new')).rejects.toThrow('refused');
    expect(readFileSync(at(LEDGER), 'utf8')).toBe(before);
  });

  it('is refused, and shown to no one, where the card takes nothing more', async () => {
    await addGateway(ports(), 'gateway-1', 'old');
    const before = readFileSync(at(LEDGER), 'utf8');
    // A folder in the place of the draft stands for a card that is full.
    mkdirSync(at(`${LEDGER}.new/full`), { recursive: true });
    await expect(addGateway(ports(), 'gateway-2', 'new')).rejects.toThrow();
    expect(readFileSync(at(LEDGER), 'utf8')).toBe(before);
  });

  it('stays away after it was removed', async () => {
    await addGateway(ports(), 'gateway-1', 'pw');
    await removeGateway(ports(), 'gateway-1');
    start();
    expect(names()).toEqual(['admin', 'hub-api']);
  });

  it.each(['admin', 'hub-api', 'gateway-a/b', ''])('has the name of one, not %j', async (name) => {
    await expect(addGateway(ports(), name, 'pw')).rejects.toMatchObject({ code: 'HUB_ACCOUNT_NAME' });
    expect(existsSync(at(LEDGER))).toBe(false);
  });
});
