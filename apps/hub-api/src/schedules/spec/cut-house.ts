import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Broker } from '@hub/adapters/mqtt';
import { type DeviceAccess, type ScheduleRule, ScheduleView } from '@hub/contracts';
import { emonEsp, type Firmware, glow, PoweredDevice } from '@hub/domain/firmware';
import { waitFor } from '@hub/testing';
import * as z from 'zod/mini';
import { send } from '../../spec/http';
import type { HubLife } from '../../spec/hub-life';
import { signIn } from '../../spec/owner';

/** The hub looks at its devices and plans more often than that. */
const STEP_S = 5;
const LINK_MS = 5;

/** A plug of the house with what it was asked for. */
export interface CutPlug {
  readonly scheduleId: number;
  readonly firmware: Firmware;
  readonly device: PoweredDevice;
  /** Seconds for which it was on since it was asked last. */
  onS: number;
}

/** A house in simulated time: a hub that is a program of its own, plugs and a meter on a real broker, and power cuts. */
export class CutHouse {
  readonly plugs: CutPlug[] = [];
  private readonly meter: PoweredDevice;
  private owner: Readonly<Record<string, string>> = {};

  constructor(
    private readonly hub: HubLife,
    private readonly broker: Broker,
    private time: number,
    private machineStart = time - 3600,
  ) {
    this.meter = this.plugIn(glow('glow/1'));
  }

  get now(): number {
    return this.time;
  }

  async start(): Promise<void> {
    this.hub.giveTime(this.time, this.machineStart);
    await this.hub.start();
    await waitFor(async () => (await fetch(`${this.hub.url}/health/ready`)).ok, { what: 'a ready hub' });
  }

  async signIn(): Promise<void> {
    this.owner = await signIn(this.hub.url);
    await this.add('glow', 'glow/1');
  }

  async add(type: string, topic: string): Promise<number> {
    const answer = await send(`${this.hub.url}/api/v1/devices`, 'POST', { type, name: topic, topic }, this.owner);
    const { device } = (await answer.json()) as DeviceAccess;
    return device.id;
  }

  async addPlug(topic: string, rule: Omit<z.input<typeof ScheduleRule>, 'deviceId'>): Promise<void> {
    const deviceId = await this.add('smartplug', topic);
    const made = await send(`${this.hub.url}/api/v1/schedules`, 'POST', { ...rule, deviceId }, this.owner);
    const { id } = z.parse(ScheduleView, await made.json());
    const firmware = emonEsp(topic);
    const device = this.plugIn(firmware);
    this.plugs.push({ scheduleId: id, firmware, device, onS: 0 });
    device.joined();
  }

  async view({ scheduleId }: CutPlug): Promise<ScheduleView> {
    return z.parse(ScheduleView, await (await fetch(`${this.hub.url}/api/v1/schedules/${scheduleId}`)).json());
  }

  ledger(): string {
    return readFileSync(join(this.hub.dir, 'schedules/ledger.txt'), 'utf8');
  }

  /** Time goes on; the hub does what is due. */
  async passes(seconds: number): Promise<void> {
    for (const end = this.time + seconds; this.time < end;) {
      this.runs(STEP_S);
      for (const { device } of this.plugs) device.tick();
      this.meter.tick();
      await this.hub.setTime(this.time);
      await new Promise((done) => setTimeout(done, LINK_MS));
    }
  }

  /** Nothing happens until then. */
  async leap(to: number): Promise<void> {
    this.time = to - STEP_S;
    await this.passes(STEP_S);
  }

  /** The hub's program dies; the machine and the plugs go on. */
  async kill(awayS: number): Promise<void> {
    await this.hub.kill();
    this.runs(awayS);
    await this.start();
  }

  /** The whole house has no power. */
  async cut(awayS: number): Promise<void> {
    await this.hub.kill();
    this.time += awayS;
    this.machineStart = this.time - 10;
    for (const { device } of this.plugs) device.restart();
    await this.start();
    for (const { device } of this.plugs) device.joined();
  }

  private runs(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      for (const plug of this.plugs) if (plug.firmware.on(this.time)) plug.onS += 1;
      this.time += 1;
    }
  }

  private plugIn(firmware: Firmware): PoweredDevice {
    return new PoweredDevice(firmware, {
      publish: ({ topic, text, retain = false }) => void this.broker.publish(topic, text, { qos: 0, retain }),
      subscribe: (filter, take) =>
        void this.broker.subscribe(filter, ({ topic, payload }) => take({ topic, text: payload.toString() })),
      now: () => this.time,
    });
  }
}
