import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../support/eventually';
import { bake } from './bake';
import { Card } from './card';
import { LabNetwork } from './lab-network';
import { Machine } from './machine';
import { HubShell } from './shell';

const BOOT_LIMIT_MS = 600_000;

/** What the household laid on the boot partition. */
export const preseed = (key: string): string => `# laid here by the image suite
[wifi]
ssid = "Tŷ Ni"
password = "correct horse"
country = "GB"

[system]
locale = "cy"
timezone = "Europe/London"

[ssh]
authorized_keys = ["${key}"]
`;

/** Builds the lab network, flashes a card, starts the hub for the first time and waits for its page at the phone. */
export default async function setup(): Promise<() => Promise<void>> {
  // What is tested is what this checkout bakes, unless an image is named.
  if (process.env['HUB_IMAGE'] === undefined) await bake();
  const dir = process.env['HUB_LAB'] ?? mkdtempSync(join(tmpdir(), 'hub-lab-'));
  mkdirSync(dir, { recursive: true });
  process.env['HUB_LAB'] = dir;
  const network = await LabNetwork.build(dir);
  const card = await Card.flash(dir, 'hub', 8);
  await card.put('cydynni.toml', preseed(await HubShell.makeKey(join(dir, 'key'))));
  const powered = Date.now();
  const hub = Machine.virt({ card: card.path, memoryMb: 1024, log: join(dir, 'hub.console'), network });
  const stop = async (): Promise<void> => {
    await hub.cut();
    await network.remove();
    if (process.env['HUB_LAB_KEEP'] === undefined) rmSync(dir, { recursive: true, force: true });
  };
  try {
    await eventually('the page answers under cydynni.local', () => pageAnswers(network, hub), BOOT_LIMIT_MS);
    const bootS = (Date.now() - powered) / 1000;
    writeFileSync(join(dir, 'boot.json'), JSON.stringify({ firstBootS: bootS }));
    console.log(`image suite: first boot to the page answering at the phone: ${bootS.toFixed(1)} s`);
  } catch (error) {
    console.error(`${String(error)}\nThe console's last lines:\n${hub.console().slice(-4000)}`);
    await stop();
    throw error;
  }
  return stop;
}

async function pageAnswers(network: LabNetwork, hub: Machine): Promise<boolean> {
  if (!hub.alive()) throw new Error('QEMU ended');
  const { code } = await network.attemptIn('phone', 'curl', [
    '-fsS',
    '--max-time',
    '5',
    '-o',
    '/dev/null',
    'http://cydynni.local/',
  ]);
  return code === 0;
}
