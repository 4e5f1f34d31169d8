import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { expect, test } from './lab/fixtures';
import { type Card } from './lab/card';
import { type Machine } from './lab/machine';
import { SecondHub } from './lab/second-hub';
import { type HubShell } from './lab/shell';
import { provesItself } from './lab/updating';

type Moment = (machine: Machine, card: Card) => Promise<unknown>;

const FIRST_START_MS = 600_000;

const shows =
  (text: RegExp): Moment =>
  (machine) =>
    machine.shows(text, FIRST_START_MS);

/** The console is the login's by then. */
const grows: Moment = async (_machine, card) => {
  const before = card.dataSectors();
  await eventually('the partition is larger', () => Promise.resolve(card.dataSectors() > before), FIRST_START_MS);
};

/** Moments of the first start, in their order. */
const MOMENTS: readonly { readonly name: string; readonly comes: Moment; readonly thenMs: number }[] = [
  { name: 'systemd begins', comes: shows(/Welcome to/), thenMs: 0 },
  { name: 'secrets are made', comes: shows(/Starting .*hub-provision/), thenMs: 2_500 },
  { name: 'the database is made', comes: shows(/Starting .*mariadb\.service/), thenMs: 6_000 },
  { name: 'the hub starts', comes: shows(/cydynni login:/), thenMs: 4_000 },
  { name: 'the data partition grows', comes: grows, thenMs: 300 },
];

test.describe.serial('a second hub, its power cut five times during the first start, with 512 MB', () => {
  let second: SecondHub;
  let hub: HubShell;

  test.beforeAll(async ({ lab }) => {
    second = await SecondHub.fresh(lab.network, lab.dir, readFileSync(join(lab.dir, 'key.pub'), 'utf8').trim());
  });
  test.afterAll(async () => {
    await second.powerOff();
    second.card.remove();
  });

  for (const { name, comes, thenMs } of MOMENTS) {
    test(`cut when ${name}`, async () => {
      const machine = second.start({ memoryMb: 512 });
      await comes(machine, second.card);
      await new Promise((resume) => setTimeout(resume, thenMs));
      await machine.cut();
    });
  }

  test('the start after that brings everything', async () => {
    second.start({ memoryMb: 512 });
    hub = await second.answers(FIRST_START_MS);
    await hub.run('systemctl is-system-running --wait || true', 240_000);
    expect(await hub.run('systemctl list-units --failed --plain --no-legend')).toBe('');
    expect(await hub.run('find /data -name "*.new" -not -path "/data/mysql/*"')).toBe('');
    expect(await hub.run('test -e /data/secrets/complete-1 && test -d /data/mysql/hub && echo whole')).toBe('whole\n');
    expect(Number(await hub.run('df --output=size -B1 /data | tail -1'))).toBeGreaterThan(3.2 * 2 ** 30);
    // Each cut start used up an attempt, so this one was the last resort.
    expect(await hub.run('ls /run/hub/faults')).toBe('rescue\n');
    expect(await hub.run('cydynni-account add gateway-E43')).toContain('BEGIN CERTIFICATE');
  });

  test('deep health is well: database, cache, broker, feeds', async () => {
    const ask = '/usr/lib/cydynni/node -e "fetch(\'http://127.0.0.1/health\').then(r=>r.text()).then(console.log)"';
    let health = '';
    const isWell = async (): Promise<boolean> => {
      health = await hub.run(ask);
      return (JSON.parse(health) as { status: string }).status === 'ok';
    };
    // A part may still be joining while everything starts at once.
    await eventually('every part is well', isWell, 180_000).catch((cause: unknown) => {
      throw new Error(`The hub says: ${health}`, { cause });
    });
  });

  test('the clock is not before the image was made, though the board said 1990', async () => {
    const floor = Number(await hub.run('stat -c %Y /usr/lib/clock-epoch'));
    expect(floor).toBeGreaterThan(1_767_225_599);
    expect(Number(await hub.run('date +%s'))).toBeGreaterThanOrEqual(floor);
  });

  test('512 MB is enough, with compressed swap and no out-of-memory', async () => {
    expect(await hub.run('swapon --show=NAME --noheadings')).toContain('/dev/zram0');
    expect(await hub.run('journalctl -k -b --no-pager | grep -ciE "out of memory|oom-kill" || true')).toBe('0\n');
    console.log(`image suite: 512 MB board: ${(await hub.run('free -m | sed -n 2,3p')).replaceAll(/\s+/g, ' ')}`);
  });

  test('once it has proved itself it starts as always', async () => {
    await provesItself(hub);
    await second.powerOff();
    const machine = second.start({ memoryMb: 512 });
    hub = await second.answers(FIRST_START_MS);
    expect(machine.console()).not.toContain('hub.rescue=1');
    expect(await hub.run('ls /run/hub/faults 2>/dev/null || true')).toBe('');
  });
});
