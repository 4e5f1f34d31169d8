import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './lab/fixtures';
import { checkCuts, rebuild } from './lab/cuts';
import { recorded, recordUpdate, takeCard } from './lab/record-update';
import { Machine } from './lab/machine';
import { bundleOf, slotVariant } from './lab/release';
import { eventuallyStatus, pageAnswers } from './lab/updating';
import { UpdateServer } from './lab/update-server';

const VERSION = '0.4.0';

test.describe.serial('an update, recorded write by write', () => {
  test.setTimeout(5_400_000);

  test('install, switch, first start and confirmation', async ({ lab }) => {
    const card = await takeCard(lab);
    const slot = await slotVariant(lab.dir, VERSION);
    const server = await UpdateServer.open(lab.network, lab.dir);
    try {
      const release = { bundle: await bundleOf(slot), version: VERSION };
      const { installS, downtimeS, confirmedS } = await recordUpdate(lab, card, server, release);
      console.log(
        `image suite: recorded update: installed in ${installS.toFixed(0)} s, page away for ${downtimeS.toFixed(1)} s, ` +
          `confirmed ${confirmedS.toFixed(0)} s after the installation`,
      );
    } finally {
      server.stop();
    }
  });

  test('cut at any moment, the card holds a whole system and clean data', async ({ lab }) => {
    const { card, log } = recorded(lab.dir);
    expect(existsSync(log)).toBe(true);
    const figures = await checkCuts({ card, log, slot: join(lab.dir, `${VERSION}.slot`), cuts: 260 });
    console.log(`image suite: power cuts: ${JSON.stringify(figures)}`);
    expect(figures.cuts).toBeGreaterThanOrEqual(200);
    expect(figures.startsOld).toBeGreaterThan(0);
    expect(figures.startsNew).toBeGreaterThan(0);
  });

  test('twenty of the cut cards start, and the hub is whole', async ({ lab }) => {
    const files = recorded(lab.dir);
    const { samples } = await checkCuts({ ...files, slot: join(lab.dir, `${VERSION}.slot`), cuts: 60 });
    expect(samples).toHaveLength(20);
    const card = join(lab.dir, 'cut.card');
    const started: string[] = [];
    for (const step of samples) {
      await rebuild(files, step, card);
      const machine = Machine.virt({ card, memoryMb: 1024, log: join(lab.dir, 'cut.console'), network: lab.network });
      try {
        await pageAnswers(lab.network, 900);
        const { bootedVersion, slot } = await eventuallyStatus(lab.hub);
        expect(slot).toBe(bootedVersion === VERSION ? 'B' : 'A');
        expect(await lab.hub.run('ls /run/hub/faults 2>/dev/null || true')).toBe('');
        started.push(`${step} ${slot}`);
      } finally {
        await machine.cut();
      }
    }
    console.log(`image suite: started after a cut at step and with slot: ${started.join(', ')}`);
  });
});
