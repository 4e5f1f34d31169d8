import { eventually } from '../support/eventually';
import { expect, test } from './lab/fixtures';

/** Open to the household's network: the page plainly and over TLS, MQTT for devices, MQTT over TLS for the gateway, and SSH since the card brought a key. */
const OPEN_TCP = [22, 80, 443, 1883, 8883];

test('every unit started, and systemd found no ordering cycle', async ({ lab }) => {
  await lab.hub.run('systemctl is-system-running --wait || true', 240_000);
  expect(await lab.hub.run('systemctl list-units --failed --plain --no-legend')).toBe('');
  expect(await lab.hub.run('journalctl --boot --no-pager --grep "ordering cycle" || true')).not.toMatch(/cycle/);
});

test('the root is sealed: verified by dm-verity, and nothing can be written', async ({ lab }) => {
  expect(await lab.hub.run('findmnt -no SOURCE,FSTYPE,OPTIONS /')).toMatch(
    /^\/dev\/(mapper\/hub-root|dm-0)\s+ext4\s+ro\b/,
  );
  expect(await lab.hub.run('dmsetup table hub-root')).toMatch(/ verity 1 .* restart_on_corruption/);
  for (const path of ['/etc/x', '/usr/x', '/var/lib/x', '/root/x', '/boot/firmware/x']) {
    expect((await lab.hub.attempt(`touch ${path}`)).stderr).toContain('Read-only file system');
  }
  expect((await lab.hub.attempt('mount -o remount,rw /')).code).not.toBe(0);
});

test('what is writable is the list, and the kernel’s own file systems', async ({ lab }) => {
  const listed = await lab.hub.run("grep -oE '^/[^ ]+' /usr/lib/cydynni/writable-paths");
  const mounted = await lab.hub.run(
    "findmnt -rno TARGET,OPTIONS -t ext4,ext3,ext2,vfat,tmpfs,overlay | awk '$2 ~ /^rw/ {print $1}'",
  );
  // /run and /dev are the kernel's and systemd's; units may have private folders below /run.
  const beyond = mounted.split('\n').filter((path) => path !== '' && !/^\/(run|dev)(\/|$)/.test(path));
  // The identity is mounted read-only, though it is on the list.
  expect(beyond.sort()).toEqual(
    listed
      .trim()
      .split('\n')
      .filter((path) => path !== '/etc/machine-id')
      .sort(),
  );
});

test('the data partition grew to the card', async ({ lab }) => {
  const size = Number(await lab.hub.run('df --output=size -B1 /data | tail -1'));
  const partition = Number(await lab.hub.run('blockdev --getsize64 /dev/hub/data'));
  // 8 GiB less boot partition, two slots and the raw sectors in front.
  expect(partition).toBeGreaterThan(3.6 * 2 ** 30);
  expect(size).toBeGreaterThan(0.9 * partition);
  // Two cards of one image must not look alike.
  expect(await lab.hub.run('sfdisk --disk-id /dev/hub/disk')).not.toMatch(/0x43594e48/i);
});

test('ports are open exactly as listed', async ({ lab }) => {
  const scan = await lab.network.runIn(
    'phone',
    'nmap',
    ['-Pn', '-p-', '-T4', '--max-retries', '2', '-oG', '-', 'cydynni.local'],
    600_000,
  );
  const open = [...scan.matchAll(/(\d{1,5})\/open\/tcp/g)].map(([, port]) => Number(port));
  expect(open).toEqual(OPEN_TCP);
  const udp = await lab.hub.run("ss -Hlun | awk '{print $4}'");
  const reachable = udp
    .trim()
    .split('\n')
    .filter((address) => !/^(127\.|\[::1\])/.test(address));
  // mDNS and its replies, DHCP, and the beacons of other hubs: nothing else listens.
  expect(
    reachable.filter((address) => !/:(5353|68|546|5005)$/.test(address)).filter((address) => !isAvahiReply(address)),
  ).toEqual([]);
});

test('a program that listens without being listed is not reached', async ({ lab }) => {
  const state = async (port: number): Promise<string | undefined> => {
    const args = ['-Pn', '-p', String(port), '-oG', '-', 'cydynni.local'];
    return /\/(open|closed|filtered)\/tcp/.exec(await lab.network.runIn('phone', 'nmap', args, 60_000))?.[1];
  };
  expect(await lab.hub.run('systemctl is-active nftables')).toBe('active\n');
  await lab.hub.run('systemd-run --quiet --collect --unit=stray socat TCP-LISTEN:7777,fork,reuseaddr EXEC:date');
  await eventually('it listens', async () => (await lab.hub.run("ss -Hltn 'sport = :7777'")) !== '', 60_000);
  expect(await state(7777)).toBe('closed');
  await lab.hub.run('systemctl stop nftables');
  expect(await state(7777)).toBe('open');
  await lab.hub.run('systemctl start nftables; systemctl stop stray');
});

test('hub-api is fenced in', async ({ lab }) => {
  const line = await lab.hub.run('systemd-analyze security --no-pager hub-api.service | tail -1', 120_000);
  expect(Number(/level for hub-api\.service: ([\d.]+)/.exec(line)?.[1])).toBeLessThanOrEqual(3);
  expect(await lab.hub.run('ps -o user= -p $(systemctl show -P MainPID hub-api)')).toMatch(/^hub-api/);
});

test('the watchdog is armed within what a Pi can count', async ({ lab }) => {
  const set = await lab.hub.run('systemctl show -P RuntimeWatchdogUSec; wdctl -n -O TIMEOUT 2>/dev/null || true');
  expect(set).toMatch(/^14s/);
  expect(await lab.hub.run('journalctl -b --no-pager | grep -i "hardware watchdog" | head -1')).toMatch(/watchdog/i);
});

test('secrets are made here, kept from everyone, and none is in the image', async ({ lab }) => {
  const open = await lab.hub.run(
    'find /data/secrets /data/mosquitto /data/ssh -type f -perm /077 ! -name "*.crt" ! -name "*.pub"',
  );
  expect(open).toBe('');
  expect(await lab.hub.run('stat -c "%a %U" /data/secrets')).toBe('700 root\n');
  expect(await lab.hub.run('ls /etc/ssh/ | grep -c ssh_host || true')).toBe('0\n');
  // No account of the image has a password.
  expect(await lab.hub.run("awk -F: '$2 !~ /^[!*]/ {print $1}' /etc/shadow")).toBe('');
});

test('the preseed file was taken over once and is gone', async ({ lab }) => {
  expect(await lab.hub.run('ls /boot/firmware')).not.toContain('cydynni');
  expect(JSON.parse(await lab.hub.run('cat /data/config/preseed-status.json'))).toMatchObject({
    state: 'applied',
    settings: ['wifi', 'system', 'ssh'],
  });
  expect(await lab.hub.run('stat -c "%a" /data/secrets/wifi.conf')).toBe('600\n');
});

test('1 GB is enough: at most 450 MB resident when idle, no out-of-memory', async ({ lab }) => {
  const gate = async (): Promise<string> => (await lab.hub.attempt('systemctl is-active hub-health')).stdout.trim();
  await eventually('the health gate has spoken and gone', async () => (await gate()) === 'inactive', 600_000);
  const sizes = "grep -h ^VmRSS /proc/[0-9]*/status 2>/dev/null | awk '{sum += $2} END {print sum}'";
  const rssKb = Number(await lab.hub.run(sizes));
  const used = await lab.hub.run("awk '/MemTotal|MemAvailable/ {print $2}' /proc/meminfo | paste -sd-");
  console.log(
    `image suite: resident ${(rssKb / 1000).toFixed(0)} MB in all processes; ${used.trim()} kB total-available`,
  );
  expect(rssKb).toBeLessThanOrEqual(450_000);
  expect(await lab.hub.run('journalctl -k -b --no-pager | grep -ciE "out of memory|oom-kill" || true')).toBe('0\n');
});

function isAvahiReply(address: string): boolean {
  const port = Number(address.split(':').at(-1));
  return port >= 32_768;
}
