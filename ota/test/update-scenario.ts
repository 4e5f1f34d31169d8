import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeHub, until } from './fake-hub';
import { FaultServer } from './fault-server';

/** A hub that runs 1.0.0, and the server it follows, which offers it 2.0.0. */
export class UpdateScenario {
  private constructor(
    readonly dir: string,
    readonly server: FaultServer,
    readonly hub: FakeHub,
  ) {}

  static async open(): Promise<UpdateScenario> {
    const dir = mkdtempSync(join(tmpdir(), 'agent-'));
    const server = new FaultServer(dir);
    await server.listen();
    const hub = new FakeHub(join(dir, 'hub'), {
      HUB_OTA_TARGET_URL: `${server.url}/target`,
      HUB_OTA_REPORT_URL: `${server.url}/report`,
      HUB_OTA_CA_FILE: server.ca,
    });
    mkdirSync(join(hub.dir, 'ota'));
    hub.write('offered-version', '2.0.0');
    hub.write('load.json', '{"running":false}');
    return new UpdateScenario(dir, server, hub);
  }

  async close(): Promise<void> {
    await this.hub.stop();
    await this.server.close();
    rmSync(this.dir, { recursive: true });
  }

  readonly rebooting = (): boolean => this.hub.has('rebooting');
  readonly phase = (name: string) => (): boolean => this.hub.state.state.phase === name;
  readonly outcome = (kind: string) => (): boolean => this.hub.state.outcome?.kind === kind;

  async restart(dead: readonly string[] = []): Promise<void> {
    await this.hub.stop();
    this.hub.powerOn(dead);
    this.hub.start();
  }

  /** From an offer to the confirmed new version. */
  async finish(): Promise<void> {
    await until('the restart', this.rebooting);
    await this.restart();
    await until('the trial', this.phase('verifying'));
    this.hub.judge(null);
    await until('good', this.outcome('good'));
    if (this.hub.running !== '2.0.0') throw new Error(`${this.hub.running} runs instead of 2.0.0`);
  }
}
