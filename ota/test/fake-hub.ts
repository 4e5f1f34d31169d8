import { waitFor } from '@hub/testing';
import { chooseSlot, markGood, type Slot } from '@hub/domain/update';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { changeState, readState, type Address } from '../boot-state/sectors';

const programs = resolve('dist/ota');
/** How often the agent asks the server, seconds. */
export const POLL_S = 0.3;

/**
 * RAUC as far as the agent sees it: takes the target slot out of the way, writes it, puts it first, by the real
 * boot-state tool. What it says of a bundle is the word of the real one. `stream-fails` and `install-fails` are files with the words it fails with; `slow` makes it wait,
 * `hold-mark` makes the boot-state tool wait before it marks a slot.
 */
const fakeRauc = `#!/bin/sh
set -eu
cd "$FAKE_HUB"
if [ "$1" = info ]; then exec /usr/bin/rauc --conf="$FAKE_HUB/system.conf" info "$2"; fi
shift
case $1 in --tls-ca=*) [ -r "\${1#*=}" ]; shift ;; esac
echo "$1" >>installs
case $1 in
  https://*) if [ -e stream-fails ]; then cat stream-fails >&2; exit 1; fi ;;
  *) [ -s "$1" ]; if [ -e install-fails ]; then cat install-fails >&2; exit 1; fi ;;
esac
slot=A; [ "$(sed 's/.*rauc.slot=//' cmdline)" = A ] && slot=B
./boot-state mark bad $slot
rm -f version-$slot
touch installing
echo ' 46% Copying image to rootfs.1'
while [ -e slow ]; do sleep 0.05; done
cp offered-version version-$slot
./boot-state set-primary $slot
`;
const fakeSystemctl = `#!/bin/sh
case $1 in
  reboot) touch "$FAKE_HUB/rebooting" ;;
  restart) echo "$2" >>"$FAKE_HUB/restarted" ;;
  list-units) cat "$FAKE_HUB/failed-units" 2>/dev/null || true ;;
esac
`;

/** A hub in a folder: real agent, real boot-state tool and boot state; RAUC, systemd and the slots' content are fakes. */
export class FakeHub {
  readonly address: Address;
  private agent: ChildProcess | undefined;
  private boots = 0;
  output = '';

  constructor(
    readonly dir: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.address = { device: join(dir, 'disk'), sectors: [1, 2] };
    mkdirSync(join(dir, 'bin'), { recursive: true });
    writeFileSync(this.address.device, Buffer.alloc(4 * 512));
    this.write('boot-state.conf', 'BOOT_STATE_LBA_0=1\nBOOT_STATE_LBA_1=2\n');
    this.program('bin/rauc', fakeRauc);
    this.program('bin/systemctl', fakeSystemctl);
    const tool = `${process.execPath} ${join(programs, 'boot-state.mjs')}`;
    this.program(
      'boot-state',
      `#!/bin/sh
if [ "$1" = mark ] && [ -e "$FAKE_HUB/hold-mark" ]; then
  touch "$FAKE_HUB/marking"
  while [ -e "$FAKE_HUB/hold-mark" ]; do sleep 0.05; done
fi
exec ${tool} --device "$FAKE_HUB/disk" --config "$FAKE_HUB/boot-state.conf" "$@"
`,
    );
    this.write('version-A', '1.0.0');
    changeState(this.address, (state) => ({ ...markGood(state, 'A'), attemptsLeft: { A: 3, B: 0 } }));
    this.powerOn();
  }

  private program(name: string, text: string): void {
    this.write(name, text);
    chmodSync(join(this.dir, name), 0o755);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.dir, name), text);
  }

  remove(name: string): void {
    rmSync(join(this.dir, name), { force: true, recursive: true });
  }

  has(name: string): boolean {
    return existsSync(join(this.dir, name));
  }

  read(name: string): string {
    return this.has(name) ? readFileSync(join(this.dir, name), 'utf8').trim() : '';
  }

  get state(): {
    state: { phase: string };
    outcome?: { kind: string; reason?: string };
    refused: { version: string }[];
  } {
    return JSON.parse(this.read('ota/state.json') || '{"state":{"phase":"idle"},"refused":[]}') as never;
  }

  get status(): Record<string, unknown> {
    return JSON.parse(this.read('status.json') || '{}') as Record<string, unknown>;
  }

  get installs(): string[] {
    return this.read('installs').split('\n').filter(Boolean);
  }

  get running(): string {
    return this.read('release').replace('VERSION=', '');
  }

  /** What the boot script does, and the kernel after it. A slot whose version is in `dead` does not start. */
  powerOn(dead: readonly string[] = []): Slot {
    for (;;) {
      const { slot, state } = chooseSlot(readState(this.address).state);
      changeState(this.address, () => state);
      const version = this.read(`version-${slot}`);
      if (version === '' || dead.includes(version)) continue;
      this.boots++;
      this.write('release', `VERSION=${version}`);
      this.write('cmdline', `rauc.slot=${slot}`);
      this.write('boot-id', `boot-${this.boots}`);
      this.remove('rebooting');
      return slot;
    }
  }

  /** What the health gate writes. */
  judge(fault: string | null): void {
    const slot = this.read('cmdline').endsWith('A') ? 'A' : 'B';
    if (fault === null) changeState(this.address, (state) => markGood(state, slot));
    this.write(
      'ota/verdict.json',
      JSON.stringify({ version: this.running, bootId: this.read('boot-id'), fault, at: 1 }),
    );
  }

  start(extra: Readonly<Record<string, string>> = {}): void {
    const child = spawn(process.execPath, [join(programs, 'agent.mjs')], {
      env: {
        PATH: `${join(this.dir, 'bin')}:${process.env['PATH'] ?? ''}`,
        FAKE_HUB: this.dir,
        HUB_OTA_DIR: join(this.dir, 'ota'),
        HUB_OTA_STATUS_FILE: join(this.dir, 'status.json'),
        HUB_OTA_UPLOAD_DIR: join(this.dir, 'uploads'),
        HUB_OTA_STICK_DIR: join(this.dir, 'sticks'),
        HUB_OTA_OFFLINE_FILE: join(this.dir, 'offline.json'),
        HUB_OTA_LOAD_FILE: join(this.dir, 'load.json'),
        HUB_OTA_RELEASE_FILE: join(this.dir, 'release'),
        HUB_OTA_CMDLINE_FILE: join(this.dir, 'cmdline'),
        HUB_OTA_BOOT_ID_FILE: join(this.dir, 'boot-id'),
        HUB_OTA_BOOT_STATE: join(this.dir, 'boot-state'),
        HUB_OTA_POLL_S: String(POLL_S),
        HUB_OTA_LOOK_S: '0.1',
        HUB_OTA_SILENCE_S: '0.5',
        HUB_OTA_RETRY_S: '0.02',
        HUB_OTA_HUB_URL: 'http://127.0.0.1:9',
        ...this.settings,
        ...extra,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.agent = child;
  }

  wake(): void {
    this.agent?.kill('SIGHUP');
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    const { agent } = this;
    if (!agent || agent.exitCode !== null || agent.signalCode !== null) return;
    const gone = new Promise((done) => agent.once('exit', done));
    agent.kill(signal);
    await gone;
  }
}

/** The programs under test, as they go into the image. */
export function buildPrograms(): void {
  execFileSync('npx', ['rolldown', '--config', 'ota/rolldown.config.mjs'], { stdio: 'ignore' });
}

export async function until(what: string, holds: () => boolean, withinS = 60): Promise<void> {
  await waitFor(holds, { what, timeoutMs: withinS * 1000, everyMs: 10 });
}
