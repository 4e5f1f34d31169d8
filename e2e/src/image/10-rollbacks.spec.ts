import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { run } from './lab/command';
import { checkCuts, rebuild } from './lab/cuts';
import { faultyReleases } from './lab/faulty-releases';
import { expect, test } from './lab/fixtures';
import { type LabNetwork } from './lab/lab-network';
import { Machine } from './lab/machine';
import { recorded } from './lab/record-update';
import { slotVariant } from './lab/release';
import { type HubShell } from './lab/shell';
import { updateStatus } from './lab/updating';
import { UpdateServer } from './lab/update-server';

/*
 * Each release goes into slot B of a card on which the update is installed and the next start is its first: the
 * recording of spec 9 at that moment. The release of that recording itself is the counter-example: it stays.
 */

const VERSION = '0.4.0';
const SLOT_B_MIB = 2320;
const DATA_BYTES = 4368 * 2 ** 20;

test.describe.serial('after a first start that goes wrong the hub is back on what it had', () => {
  test.setTimeout(3_600_000);
  let pending: string;
  let good: string;
  let dir: string;
  let server: UpdateServer;

  test.beforeAll(async ({ lab }) => {
    dir = join(lab.dir, 'rollbacks');
    mkdirSync(dir, { recursive: true });
    good = join(lab.dir, `${VERSION}.slot`);
    pending = join(dir, 'pending.card');
    const files = recorded(lab.dir);
    const { pendingAt } = await checkCuts({ ...files, slot: good, cuts: 1 });
    await rebuild(files, pendingAt, pending);
    server = await UpdateServer.open(lab.network, lab.dir);
  });
  test.afterAll(() => server.stop());

  async function firstStart(
    network: LabNetwork,
    slot: string,
    prepare?: (card: string) => Promise<unknown>,
  ): Promise<Machine> {
    const card = join(dir, 'run.card');
    await run('cp', ['--sparse=always', pending, card], 600_000);
    await run(
      'dd',
      [`if=${slot}`, `of=${card}`, 'bs=1M', `seek=${SLOT_B_MIB}`, 'conv=notrunc', 'status=none'],
      600_000,
    );
    await prepare?.(card);
    return Machine.virt({ card, memoryMb: 1024, log: join(dir, 'run.console'), network });
  }

  /** Waits for how the update ended, by the hub's own word. */
  async function ending(
    hub: HubShell,
    machine: Machine,
  ): Promise<{ kind: string; reason: string | null; slot: string }> {
    let found: { kind: string; reason: string | null; slot: string } | undefined;
    const ended = async (): Promise<boolean> => {
      if (!machine.alive()) throw new Error('QEMU ended');
      const { outcome, slot } = await updateStatus(hub);
      if (outcome?.version !== VERSION) return false;
      found = { kind: outcome.kind, reason: outcome.reason, slot };
      return true;
    };
    await eventually('the update has ended one way or the other', ended, 2_400_000).catch((cause: unknown) => {
      throw new Error(`The console's last lines:\n${machine.console().slice(-3000)}`, { cause });
    });
    if (!found) throw new Error('unreachable');
    return found;
  }

  test('the release itself stays, so the others are left for their faults', async ({ lab }) => {
    const machine = await firstStart(lab.network, good);
    try {
      expect(await ending(lab.hub, machine)).toMatchObject({ kind: 'good', slot: 'B' });
    } finally {
      await machine.cut();
    }
  });

  for (const fault of faultyReleases) {
    test(fault.name, async ({ lab }) => {
      const slot = await slotVariant(dir, VERSION, fault.changes(dir), good);
      const machine = await firstStart(lab.network, slot);
      try {
        const end = await ending(lab.hub, machine);
        expect(end).toMatchObject({ kind: 'rolled-back', slot: 'A' });
        expect(end.reason).toMatch(fault.reason);
        expect(machine.console().match(/hub: starting slot B/g)?.length ?? 0).toBe(fault.attempts);
        expect(await lab.hub.run('/usr/lib/cydynni/ota/boot-state get primary')).toBe('A\n');
      } finally {
        await machine.cut();
        rmSync(slot, { force: true });
      }
    });
  }

  test('the server answered before and does not after: the release may be why, so it is left', async ({ lab }) => {
    server.stop();
    const machine = await firstStart(lab.network, good);
    try {
      expect(await ending(lab.hub, machine)).toMatchObject({
        kind: 'rolled-back',
        reason: 'health:server-lost',
        slot: 'A',
      });
    } finally {
      await machine.cut();
    }
  });

  test('the internet was away before and is away after: the release stays', async ({ lab }) => {
    const machine = await firstStart(lab.network, good, (card) => withoutContact(card, join(dir, 'state.json')));
    try {
      expect(await ending(lab.hub, machine)).toMatchObject({ kind: 'good', slot: 'B' });
    } finally {
      await machine.cut();
    }
  });
});

/** The agent's memory as it is when the server could not be reached before the installation either. */
async function withoutContact(card: string, file: string): Promise<void> {
  const data = `${card}?offset=${DATA_BYTES}`;
  await run('debugfs', ['-R', `dump /ota/state.json ${file}`, data]);
  await run('sed', ['-i', 's/"serverReachable":true/"serverReachable":false/', file]);
  await run('debugfs', ['-w', '-R', 'rm /ota/state.json', data]);
  await run('debugfs', ['-w', '-R', `write ${file} /ota/state.json`, data]);
}
