import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually';
import { Card } from './card';
import { type LabNetwork } from './lab-network';
import { Machine, type MachineOptions, MACS } from './machine';
import { preseed } from './setup';
import { HubShell } from './shell';

interface PowerOn extends Partial<Pick<MachineOptions, 'memoryMb' | 'stick'>> {
  readonly clock?: '1990-01-01T00:00:00' | 'utc';
}

/** Another hub on the same network, on a card of its own: what tests break is not the one that the others use. */
export class SecondHub {
  private machine: Machine | undefined;
  private starts = 0;

  private constructor(
    private readonly network: LabNetwork,
    private readonly dir: string,
    readonly card: Card,
  ) {}

  /** Without a key the card was not prepared: it is as it came from the maker. */
  static async fresh(network: LabNetwork, dir: string, publicKey?: string): Promise<SecondHub> {
    const card = await Card.flash(dir, 'second', 8);
    if (publicKey !== undefined) await card.put('cydynni.toml', preseed(publicKey));
    return new SecondHub(network, dir, card);
  }

  /** Powers on; the clock of a board without battery says 1990. `utc` is for what needs a server, which the clock would follow. */
  start({ memoryMb = 1024, clock = '1990-01-01T00:00:00', stick }: PowerOn = {}): Machine {
    this.starts += 1;
    const log = join(this.dir, `second-${this.starts}.console`);
    // Of an earlier try of the same test: what it shows has happened already.
    rmSync(log, { force: true });
    const place = { card: this.card.path, network: this.network, socket: 1, log } as const;
    this.machine = Machine.virt({ ...place, memoryMb, clock, ...(stick !== undefined && { stick }) });
    return this.machine;
  }

  /** What the router gave it; empty before that. */
  get address(): string {
    return this.network.leaseOf(MACS[1]) ?? '';
  }

  get isOn(): boolean {
    return this.machine?.alive() ?? false;
  }

  /** Waits for the page, and gives a shell. */
  async answers(timeoutMs: number): Promise<HubShell> {
    const page = async (): Promise<boolean> => {
      if (!this.isOn) throw new Error('QEMU ended');
      const curl = ['-fsS', '--max-time', '5', '-o', '/dev/null', `http://${this.address}/`];
      return this.address !== '' && (await this.network.attemptIn('phone', 'curl', curl)).code === 0;
    };
    await eventually('the page of the second hub answers', page, timeoutMs).catch((cause: unknown) => {
      throw new Error(`The console's last lines:\n${this.machine?.console().slice(-4000) ?? ''}`, { cause });
    });
    return new HubShell(this.network, join(this.dir, 'key'), this.address);
  }

  async powerOff(): Promise<void> {
    await this.machine?.cut();
  }
}
