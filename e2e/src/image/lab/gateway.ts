import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LabNetwork } from './lab-network';
import { type HubShell } from './shell';

const PUBLISH = join(import.meta.dirname, '../../../../dist/apps/simulators/publish.mjs');

interface Account {
  readonly username: string;
  readonly password: string;
  readonly ca: string;
}

/** A meter gateway at its own address: an account made on the hub, TLS with the hub's own authority. */
export class Gateway {
  private constructor(
    private readonly network: LabNetwork,
    private readonly files: { readonly password: string; readonly ca: string },
    private readonly serial: string,
  ) {}

  /** Pairs a gateway the way the team does it: the hub makes the account and prints it once. */
  static async pair(network: LabNetwork, hub: HubShell, dir: string, serial: string): Promise<Gateway> {
    const account = JSON.parse(await hub.run(`cydynni-account add gateway-${serial}`)) as Account;
    const files = { password: join(dir, `gateway-${serial}.password`), ca: join(dir, 'hub-ca.crt') };
    writeFileSync(files.password, account.password, { mode: 0o600 });
    writeFileSync(files.ca, account.ca);
    return new Gateway(network, files, serial);
  }

  /** The gateway of an earlier test. */
  static paired(network: LabNetwork, dir: string, serial: string): Gateway {
    const files = { password: join(dir, `gateway-${serial}.password`), ca: join(dir, 'hub-ca.crt') };
    return new Gateway(network, files, serial);
  }

  /** One reading, stamped with the present; the certificate's name is checked. */
  publishLive(powerW: number): Promise<void> {
    return this.publishAs(this.serial, powerW);
  }

  /** The same under another meter's serial, which this gateway's account has no right to. */
  async publishAs(serial: string, powerW: number): Promise<void> {
    const payload = `{"time":{now},"power":${powerW},"import":1234.5,"export":0}`;
    const login = [
      '--username',
      `gateway-${this.serial}`,
      '--password-file',
      this.files.password,
      '--ca-file',
      this.files.ca,
    ];
    const topic = ['--topic', `cydynni/meter/${serial}/live`, '--payload', payload];
    await this.network.runIn('meter', process.execPath, [
      PUBLISH,
      '--url',
      'mqtts://cydynni.local:8883',
      ...login,
      ...topic,
    ]);
  }
}
