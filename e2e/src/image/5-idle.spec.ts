import { eventually } from '../support/eventually';
import { expect, test } from './lab/fixtures';
import { type HubShell } from './lab/shell';

const IDLE_S = 600;
const SECTOR_BYTES = 512;

const uptimeS = async (hub: HubShell): Promise<number> => Number((await hub.run('cut -d. -f1 /proc/uptime')).trim());

/** Sectors written since power on, by partition of the booted disk. */
async function written(hub: HubShell): Promise<Record<string, number>> {
  const lines = await hub.run(
    "for n in boot a b data; do d=$(basename $(readlink -f /dev/hub/$n)); echo $n $(awk '{print $7}' /sys/class/block/$d/stat); done",
  );
  return Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line): [string, number] => {
        const [name = '', sectors] = line.split(' ');
        return [name, Number(sectors)];
      }),
  );
}

test('in ten minutes nothing is written outside the list', async ({ lab }) => {
  await eventually(
    'the hub is up for ten minutes',
    async () => (await uptimeS(lab.hub)) > IDLE_S,
    (IDLE_S + 60) * 1000,
  );
  const sectors = await written(lab.hub);
  // Consuming the preseed file wrote the boot partition once: its removal, and the mark that it was mounted writable.
  expect(sectors).toMatchObject({ a: 0, b: 0 });
  expect(sectors['boot']).toBeLessThan(64);
  // A process that tried to write elsewhere got an error.
  const refused = await lab.hub.run(
    'journalctl -b --no-pager | grep -i "read-only file system" | grep -v "remount" || true',
  );
  expect(refused).toBe('');
  const minute = await lab.hub.run('find /data -xdev -type f -newermt "-60 seconds" | sort');
  console.log(
    `image suite: data partition: ${(((sectors['data'] ?? 0) * SECTOR_BYTES) / 1e6).toFixed(1)} MB since power on; touched in the last minute:\n${minute}`,
  );
  const strangers = minute.split('\n').filter((path) => path !== '' && !path.startsWith('/data/hub/'));
  expect(strangers).toEqual([]);
});
