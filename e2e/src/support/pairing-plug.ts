import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLogin } from '@hub/domain/pairing';
import type { HubUnderTest } from './hub';

const SIMULATOR = join(import.meta.dirname, '../../../dist/apps/simulators/devices.mjs');
/** As the firmware does. */
const ASK_EVERY_MS = 10_000;

/** A plug with the firmware EmonESP: asks to be let in, fetches its login, joins the broker, has a button. */
export class PairingPlug {
  private topic = '';
  private child: ChildProcess | undefined;
  private dir: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly hub: HubUnderTest,
    readonly node: string,
  ) {}

  /** Asks at once, and again every ten seconds until it is let in. */
  powerOn(): void {
    const ask = (): void => {
      fetch(`${this.hub.url}/emoncms/device/auth/request.json`)
        .then((answer) => answer.text())
        .then((text) => (isLogin(text) ? this.join(text) : undefined))
        .catch((error: unknown) => console.error('plug:', error));
    };
    this.timer = setInterval(ask, ASK_EVERY_MS);
    ask();
  }

  press(): void {
    this.child?.stdin?.write(`${this.topic}\n`);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.child?.kill();
    if (this.dir !== undefined) await rm(this.dir, { recursive: true, force: true });
  }

  private async join(login: string): Promise<void> {
    clearInterval(this.timer);
    const [username = '', password = '', base = '', port = ''] = login.split(':');
    this.dir = await mkdtemp(join(tmpdir(), 'hub-plug-'));
    const passwordFile = join(this.dir, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    this.topic = `${base}/${this.node}`;
    const args = ['--url', `mqtt://127.0.0.1:${port}`, '--username', username, '--password-file', passwordFile];
    this.child = spawn(process.execPath, [SIMULATOR, ...args, `smartplug=${this.topic}`], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  }
}
