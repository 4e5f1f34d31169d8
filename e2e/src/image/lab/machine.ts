import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { eventually } from '../../support/eventually';
import { type LabNetwork, TAPS } from './lab-network';

export interface MachineOptions {
  readonly card: string;
  readonly memoryMb: number;
  readonly log: string;
  /** On the lab network's bridge; a machine without one has no network. */
  readonly network?: LabNetwork;
  /** Which socket of the lab network: 0 unless given. */
  readonly socket?: 0 | 1;
  /** What the board's clock says at power on; a Pi has none, so a test may set it to the past. */
  readonly clock?: string;
  /** What is plugged into its USB socket from the start, as the image of a stick. */
  readonly stick?: string;
  /** Every write and flush of the card goes into this file too (see `write-log.ts`). */
  readonly recordTo?: string;
}

/** The network card's address in socket 0 or 1. */
export const MACS = ['52:54:00:c7:d9:01', '52:54:00:c7:d9:02'] as const;

const UBOOT = '/usr/lib/u-boot/qemu_arm64/u-boot.bin';

/** A computer that runs the card: QEMU's `virt`, or a Raspberry Pi 3 with its own U-Boot. The console goes to a file. */
export class Machine {
  private constructor(
    private readonly process: ChildProcess,
    private readonly log: string,
  ) {}

  static virt({ card, memoryMb, log, network, socket = 0, clock, stick, recordTo }: MachineOptions): Machine {
    const netdev = network
      ? [
          '-netdev',
          `tap,id=n,ifname=${TAPS[socket]},script=no,downscript=no`,
          '-device',
          `virtio-net-pci,netdev=n,mac=${MACS[socket]}`,
        ]
      : ['-nic', 'none'];
    const args = [
      ...['-M', 'virt', '-cpu', 'cortex-a53', '-smp', '2', '-m', String(memoryMb), '-bios', UBOOT],
      ...(recordTo === undefined ? plainDisk(card) : recordedDisk(card, recordTo)),
      ...['-device', 'virtio-blk-pci,drive=d'],
      ...['-device', 'virtio-rng-pci', '-device', 'i6300esb', '-action', 'watchdog=reset'],
      ...(stick === undefined ? [] : usbStick(stick)),
      ...netdev,
      ...(clock === undefined ? [] : ['-rtc', `base=${clock}`]),
      ...headless(['-serial', `file:${log}`]),
    ];
    const command = ['qemu-system-aarch64', ...args];
    return new Machine(network ? network.spawnOnLan(command) : started(command), log);
  }

  /** The Pi's console is its second serial port; the card's size must be a power of two. */
  static raspberryPi3(card: string, uBoot: string, deviceTree: string, log: string): Machine {
    const serial = ['-serial', 'null', '-serial', `file:${log}`];
    const board = ['-M', 'raspi3b', '-kernel', uBoot, '-dtb', deviceTree, '-drive', `file=${card},if=sd,format=raw`];
    return new Machine(started(['qemu-system-aarch64', ...board, ...headless(serial)]), log);
  }

  console(): string {
    try {
      return readFileSync(this.log, 'latin1');
    } catch {
      return '';
    }
  }

  /** Waits until the console shows this. */
  async shows(text: string | RegExp, timeoutMs: number): Promise<number> {
    const seen = (): boolean => (typeof text === 'string' ? this.console().includes(text) : text.test(this.console()));
    return eventually(
      `the console shows ${String(text)}`,
      () => Promise.resolve(this.alive() && seen()),
      timeoutMs,
    ).catch((cause: unknown) => {
      throw new Error(`The console's last lines:\n${this.console().slice(-3000)}`, { cause });
    });
  }

  alive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** QEMU ends in order, so that what it records is whole. The guest is not asked: for it this is a cut. */
  async end(): Promise<void> {
    if (!this.alive()) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await gone;
  }

  /** Waits until the guest has switched itself off. */
  async off(timeoutMs: number): Promise<void> {
    await eventually('the machine switches itself off', () => Promise.resolve(!this.alive()), timeoutMs);
  }

  /** The power is cut: nothing is flushed, nothing is said. */
  async cut(): Promise<void> {
    if (!this.alive()) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await gone;
  }
}

const plainDisk = (card: string): string[] => ['-drive', `file=${card},if=none,format=raw,id=d,cache=writeback`];

const usbStick = (image: string): string[] => [
  ...['-device', 'qemu-xhci', '-drive', `file=${image},if=none,format=raw,id=stick`],
  ...['-device', 'usb-storage,drive=stick,removable=on'],
];

const recordedDisk = (card: string, log: string): string[] => [
  ...[
    '-blockdev',
    `driver=file,node-name=card,filename=${card}`,
    '-blockdev',
    `driver=file,node-name=log,filename=${log}`,
  ],
  ...['-blockdev', 'driver=blklogwrites,node-name=d,file=card,log=log'],
];

function headless(serial: readonly string[]): string[] {
  return ['-display', 'none', '-monitor', 'none', '-nodefaults', ...serial];
}

function started(command: readonly string[]): ChildProcess {
  const [program = '', ...args] = command;
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
