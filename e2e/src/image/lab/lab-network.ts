import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, run } from './command';

export type LabHost = 'phone' | 'meter';
const HOSTS = ['lan', 'phone', 'meter'] as const;
export const ADDRESS = { router: '10.90.0.1', phone: '10.90.0.20', meter: '10.90.0.30' } as const;
/** Sockets for network cards: a second hub may be on the network. */
export const TAPS = ['hub-tap1', 'hub-tap2'] as const;
const BRIDGE = 'hub-br';
const OWNER_FILE = 'network';

const NSSWITCH = 'hosts: files mdns4_minimal [NOTFOUND=return] dns\npasswd: files\ngroup: files\n';

/**
 * A household's network made of network namespaces; needs root. Each host on it has its own address, on one bridge: the hub (by DHCP), a
 * phone, the meter gateway. The namespaces carry the number of the process that built them, so that two runs have a network each.
 */
export class LabNetwork {
  private readonly processes: ChildProcess[] = [];

  private constructor(
    readonly dir: string,
    private readonly owner: number,
  ) {}

  /** Builds the network; what runs that are over left behind is taken down first. */
  static async build(dir: string): Promise<LabNetwork> {
    const network = new LabNetwork(dir, process.pid);
    await tearDownLeftOvers();
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, OWNER_FILE), String(process.pid));
    mkdirSync('/run/avahi-daemon', { recursive: true });
    const ip = (...args: string[]): Promise<string> => run('ip', args);
    const lan = network.namespace('lan');
    for (const name of HOSTS.map((host) => network.namespace(host))) {
      await ip('netns', 'add', name);
      await ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    await ip('-n', lan, 'link', 'add', BRIDGE, 'type', 'bridge', 'forward_delay', '0');
    await ip('-n', lan, 'addr', 'add', `${ADDRESS.router}/24`, 'dev', BRIDGE);
    await ip('-n', lan, 'link', 'set', BRIDGE, 'up');
    for (const tap of TAPS) {
      await ip('netns', 'exec', lan, 'ip', 'tuntap', 'add', tap, 'mode', 'tap');
      await ip('-n', lan, 'link', 'set', tap, 'master', BRIDGE, 'up');
    }
    for (const host of ['phone', 'meter'] as const) await network.attachHost(host);
    network.startDhcp();
    return network;
  }

  private async attachHost(host: LabHost): Promise<void> {
    const lan = this.namespace('lan');
    const name = this.namespace(host);
    const ip = (...args: string[]): Promise<string> => run('ip', args);
    await ip('-n', lan, 'link', 'add', `to-${host}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    await ip('-n', lan, 'link', 'set', `to-${host}`, 'master', BRIDGE, 'up');
    await ip('-n', name, 'addr', 'add', `${ADDRESS[host]}/24`, 'dev', 'eth0');
    await ip('-n', name, 'link', 'set', 'eth0', 'up');
    await ip('-n', name, 'route', 'add', 'default', 'via', ADDRESS.router);
    // `ip netns exec` lays these over /etc: names ending in .local are asked for by multicast, as on a phone.
    mkdirSync(`/etc/netns/${name}`, { recursive: true });
    writeFileSync(`/etc/netns/${name}/nsswitch.conf`, NSSWITCH);
    writeFileSync(`/etc/netns/${name}/resolv.conf`, '');
    // A folder that was kept (HUB_LAB_KEEP) still names the process of its run, and avahi would not start beside that.
    rmSync(join(this.dir, `avahi-${host}`), { recursive: true, force: true });
    mkdirSync(join(this.dir, `avahi-${host}`), { recursive: true });
    const config = join(this.dir, `avahi-${host}.conf`);
    writeFileSync(
      config,
      `[server]\nhost-name=${host}\nuse-ipv6=no\nenable-dbus=no\n[publish]\npublish-workstation=no\n`,
    );
    this.keep(this.spawnIn(host, 'avahi-daemon', ['-f', config, '--no-drop-root', '--no-chroot', '--no-rlimits']));
  }

  private startDhcp(): void {
    const dnsmasq = [
      'dnsmasq',
      '--keep-in-foreground',
      '--conf-file=/dev/null',
      '--port=0',
      `--interface=${BRIDGE}`,
      '--bind-interfaces',
    ];
    const leases = [
      `--dhcp-leasefile=${join(this.dir, 'leases')}`,
      '--dhcp-range=10.90.0.100,10.90.0.150,12h',
      '--user=root',
    ];
    this.keep(this.spawnOnLan([...dnsmasq, ...leases, `--pid-file=${join(this.dir, 'dnsmasq.pid')}`]));
  }

  private keep(child: ChildProcess): void {
    this.processes.push(child);
  }

  /** The command that runs a program at this host, with the host's own avahi. */
  command(host: LabHost, program: string, args: readonly string[]): [string, string[]] {
    const bind = `mount --bind '${join(this.dir, `avahi-${host}`)}' /run/avahi-daemon && exec "$@"`;
    return ['ip', ['netns', 'exec', this.namespace(host), 'sh', '-c', bind, 'sh', program, ...args]];
  }

  /** Starts a process on the bridge's side, where the hub's network card is plugged in. */
  spawnOnLan(command: readonly string[]): ChildProcess {
    return spawn('ip', ['netns', 'exec', this.namespace('lan'), ...command], { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  spawnIn(host: LabHost, program: string, args: readonly string[]): ChildProcess {
    const [file, all] = this.command(host, program, args);
    return spawn(file, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  runIn(host: LabHost, program: string, args: readonly string[], timeoutMs?: number): Promise<string> {
    const [file, all] = this.command(host, program, args);
    return run(file, all, timeoutMs);
  }

  attemptIn(host: LabHost, program: string, args: readonly string[], timeoutMs?: number): ReturnType<typeof attempt> {
    const [file, all] = this.command(host, program, args);
    return attempt(file, all, timeoutMs);
  }

  /** The address that the router gave to this network card. */
  leaseOf(mac: string): string | undefined {
    const file = join(this.dir, 'leases');
    const line = existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .find((text) => text.includes(mac))
      : undefined;
    return line?.split(' ')[2];
  }

  /** The network as another process built it. */
  static open(dir: string): LabNetwork {
    return new LabNetwork(dir, Number(readFileSync(join(dir, OWNER_FILE), 'utf8')));
  }

  async remove(): Promise<void> {
    for (const child of this.processes) child.kill();
    for (const host of HOSTS) await tearDown(this.namespace(host));
  }

  private namespace(host: (typeof HOSTS)[number]): string {
    return `hub-${host}-${String(this.owner)}`;
  }
}

/** Takes down the networks whose builder no longer runs. */
async function tearDownLeftOvers(): Promise<void> {
  for (const line of (await run('ip', ['netns', 'list'])).split('\n')) {
    const [, name, owner] = /^(hub-(?:lan|phone|meter)-(\d+))\b/.exec(line) ?? [];
    if (name !== undefined && !existsSync(`/proc/${String(owner)}`)) await tearDown(name);
  }
}

async function tearDown(name: string): Promise<void> {
  const { stdout } = await attempt('ip', ['netns', 'pids', name]);
  for (const pid of stdout.split('\n').filter((line) => line !== '')) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Gone by itself.
    }
  }
  await attempt('ip', ['netns', 'del', name]);
  rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
}
