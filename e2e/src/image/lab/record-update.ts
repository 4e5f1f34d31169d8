import { rmSync, writeFileSync } from 'node:fs';
import type { UpdateStatus } from '@hub/contracts';
import { join } from 'node:path';
import { eventually } from '../../support/eventually';
import { attempt, run } from './command';
import { type LabNetwork } from './lab-network';
import { Machine } from './machine';
import { type HubShell } from './shell';
import { type UpdateServer } from './update-server';
import { AwaitedRestart } from './restart';
import { followServer, pageAnswers, reaches } from './updating';

interface Room {
  readonly dir: string;
  readonly network: LabNetwork;
  readonly hub: HubShell;
}

export const recorded = (dir: string): { readonly card: string; readonly log: string } => ({
  card: join(dir, 'before-update.card'),
  log: join(dir, 'update.log'),
});

/** Switches the suite's hub off; its card is then free, and this is the way to it. */
export async function takeCard({ dir, hub }: Room): Promise<string> {
  const card = join(dir, 'hub.card');
  await hub.attempt('systemctl stop hub-ota; rm -rf /data/ota/*; sync; systemctl poweroff', 60_000);
  const off = async (): Promise<boolean> => (await attempt('pgrep', ['-f', `qemu-system.*=${card}`])).code !== 0;
  await eventually('the hub has switched itself off', off, 300_000);
  return card;
}

export interface Timings {
  readonly installS: number;
  readonly downtimeS: number;
  readonly confirmedS: number;
}

/**
 * One update from the offer to the confirmed new version, with every write of the card recorded. The card as it was before
 * is kept beside the log.
 */
export async function recordUpdate(
  room: Room,
  card: string,
  server: UpdateServer,
  { bundle, version }: { readonly bundle: string; readonly version: string },
): Promise<Timings> {
  const { card: before, log } = recorded(room.dir);
  await run('cp', ['--sparse=always', card, before], 600_000);
  rmSync(log, { force: true });
  writeFileSync(log, '');
  const options = {
    card,
    memoryMb: 1024,
    log: join(room.dir, 'recorded.console'),
    network: room.network,
    recordTo: log,
  };
  const machine = Machine.virt(options);
  let restart: AwaitedRestart | undefined;
  try {
    const reachable = async (): Promise<boolean> =>
      (await room.hub.attempt('systemctl is-active hub-ota', 30_000)).code === 0;
    await eventually('the hub is up', reachable, 900_000);
    await pageAnswers(room.network, 900);
    await followServer(room.hub, server);
    restart = await AwaitedRestart.of(room.network, room.hub, options.log);
    await server.offer(bundle, version);
    const offered = Date.now();
    // It may restart before anybody looks.
    const isInstalled = ({ phase, bootedVersion }: UpdateStatus): boolean =>
      phase === 'pending-reboot' || bootedVersion === version;
    const installed = await reaches(room.hub, 'installed', isInstalled, 1_800).then(Date.now);
    const { awayS: downtimeS } = await restart.through(900);
    const done = await reaches(room.hub, 'confirmed', ({ outcome }) => outcome?.version === version, 900);
    if (done.outcome?.kind !== 'good') throw new Error(`the update ended as ${JSON.stringify(done.outcome)}`);
    await room.hub.run('sync');
    return { installS: (installed - offered) / 1000, downtimeS, confirmedS: (Date.now() - installed) / 1000 };
  } finally {
    restart?.stop();
    await machine.end();
  }
}
