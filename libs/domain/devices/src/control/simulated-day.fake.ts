import { type Firmware, FIRMWARES } from '@hub/domain/firmware';
import type { Control, DeviceType, Run } from '../device-type';
import type { Command, DeviceMessage } from '../report';
import { controlOf, DEVICE_TYPES } from '../types';
import { goalOf } from './goal';
import { observe } from './observe';
import { reached, reconcile } from './reconcile';
import { seeded } from '@hub/domain/random';
import { type DeviceState, UNHEARD } from './state';
import { nextChange, plannedOn, type Plan } from './wanted';

/** The hub looks at its devices this often. */
const STEP_S = 15;
const ZONE = 'Europe/London';
/** An order reaches a plug within this of its being reachable. */
export const REACH_S = 120;
const LOST = 0.1;
const DOUBLED = 0.05;
/** So many messages of the device are overtaken by later ones, by up to this. */
const LATE = 0.05;
const LATEST_S = 20;

/** What went wrong on a day: a state that was not what it should be, and why that is a fault. */
export interface Finding {
  readonly seed: number;
  readonly at: string;
  readonly what: string;
}

/** A day and its faults, drawn from a seed. */
export class SimulatedDay {
  readonly findings: Finding[] = [];
  /** Planned and delivered seconds of runs in which nothing kept the hub and the plug apart and no button was pressed. */
  readonly delivered: { planned: number; seconds: number }[] = [];
  private readonly random: () => number;
  private readonly plug: Firmware;
  private readonly typeName: 'smartplug' | 'tasmota';
  private readonly topic: string;
  private readonly type: DeviceType;
  private readonly control: Control;
  private readonly plan: Plan;
  private state: DeviceState = UNHEARD;
  private readonly waiting: { at: number; deliver: () => void }[] = [];
  private online = true;
  private hubUp = true;
  private clockKnown = true;
  /** What the plug is to be by plan and press, as a person in the house would say. */
  private pressed: { on: boolean; until: number | null; against: boolean } | null = null;
  /** Nothing could hear the press: the hub may find it out later, or not. */
  private unheard = false;
  private touchedAt = 0;
  private aheadS = 0;
  private pending = true;
  private disturbedAt: number;

  constructor(
    private readonly seed: number,
    private readonly start: number,
  ) {
    this.random = seeded(seed);
    this.typeName = seed % 2 === 0 ? 'smartplug' : 'tasmota';
    this.topic = DEVICE_TYPES[this.typeName].topicOf('1');
    this.plug = plugOf(this.typeName, this.topic);
    this.type = DEVICE_TYPES[this.typeName];
    this.control = controlOf(this.typeName);
    this.plan = { override: null, runs: this.runs() };
    this.disturbedAt = start;
  }

  run(): void {
    const events = this.seededEvents();
    const runDelivery = new Map<Run, { seconds: number; clean: boolean }>();
    let before = this.plug.on(this.start);
    let expectedBefore = this.expected(this.start);
    for (let now = this.start; now < this.start + 86_400; now += STEP_S) {
      for (const event of events.filter(({ at }) => at <= now && at > now - STEP_S)) event.do(now);
      this.delivers(now);
      if (this.hubUp) this.cycle(now);
      this.delivers(now);
      const [on, expected] = [this.plug.on(now), this.expected(now)];
      if (expected !== expectedBefore) this.disturbedAt = now;
      this.judge(now, { on, expected, before });
      this.tally(runDelivery, now, on);
      [before, expectedBefore] = [on, expected];
    }
    for (const [run, { seconds, clean }] of runDelivery)
      if (clean) this.delivered.push({ planned: run.end - run.start, seconds });
  }

  private tally(runs: Map<Run, { seconds: number; clean: boolean }>, now: number, on: boolean): void {
    const run = this.plan.runs?.find(
      ({ start, end }) => start <= now && now < end && start > this.start && end < this.start + 86_400,
    );
    if (!run) return;
    const entry = runs.get(run) ?? { seconds: 0, clean: true };
    const apart =
      !this.online || !this.hubUp || !this.clockKnown || this.pressed !== null || now - this.touchedAt < 300;
    runs.set(run, { seconds: entry.seconds + (on ? STEP_S : 0), clean: entry.clean && !apart });
  }

  private judge(now: number, { on, expected, before }: { on: boolean; expected: boolean; before: boolean }): void {
    if (!this.together()) this.disturbedAt = now;
    if (on === expected || this.isByOwnClock(now, on)) return;
    if (now - this.disturbedAt > REACH_S) this.found(now, `is ${on ? 'on' : 'off'} and should not be`);
    const reason = now === this.touchedAt || now - this.disturbedAt <= STEP_S;
    if (on !== before && !reason) this.found(now, `switched ${on ? 'on' : 'off'} by itself`);
  }

  /** A plug that follows its timer by a clock that is out by less than a minute is early or late by that. */
  private isByOwnClock(now: number, on: boolean): boolean {
    return !this.pressed && Math.abs(this.aheadS) <= 60 && plannedOn(this.plan, now + this.aheadS) === on;
  }

  private together(): boolean {
    return this.online && this.hubUp && this.clockKnown && !(this.unheard && this.pressed);
  }

  private found(now: number, what: string): void {
    this.findings.push({
      seed: this.seed,
      at: new Date(now * 1000).toISOString(),
      what: `${this.typeName} ${what}`,
    });
  }

  private expected(now: number): boolean {
    const planned = plannedOn(this.plan, now) === true;
    const { pressed } = this;
    if (pressed && pressed.against === planned && (pressed.until === null || now < pressed.until)) return pressed.on;
    this.pressed = null;
    return planned;
  }

  /** One to four runs of whole minutes, today and tomorrow. */
  private runs(): readonly Run[] {
    const runs: Run[] = [];
    let at = this.start - 3600;
    while (at < this.start + 40 * 3600) {
      const start = at + 60 * Math.floor(20 + 400 * this.random());
      const end = start + 60 * Math.floor(15 + 200 * this.random());
      runs.push({ start, end });
      at = end;
    }
    return runs;
  }

  private seededEvents(): { at: number; do: (now: number) => void }[] {
    const some = (most: number, make: () => (now: number) => void) =>
      Array.from({ length: Math.floor(this.random() * (most + 1)) }, () => ({
        at: this.start + Math.floor(this.random() * 85_000),
        do: make(),
      }));
    return [
      ...some(3, () => (now) => this.press(now)),
      ...some(2, () => (now) => this.reboot(now)),
      ...some(2, () => (now) => this.away(now)),
      ...some(2, () => (now) => this.hubRestart(now)),
      ...some(1, () => (now) => this.hubClock(now)),
      ...some(1, () => (now) => this.wrongClock(now)),
    ];
  }

  private wrongClock(now: number): void {
    this.touchedAt = now;
    this.disturbedAt = now;
    this.aheadS = Math.floor((this.random() - 0.5) * 20_000);
    this.plug.setClock(this.aheadS);
  }

  private press(now: number): void {
    if (!this.online) return;
    this.touchedAt = now;
    const said = this.plug.press(now);
    const planned = plannedOn(this.plan, now) === true;
    // A person presses again when the first press changed nothing that they see.
    this.pressed = { on: this.plug.on(now), against: planned, until: nextChange(this.plan, now) };
    this.unheard = !this.hubUp || !this.clockKnown;
    this.disturbedAt = now;
    for (const message of said) this.toHub(message, now, 1);
  }

  private reboot(now: number): void {
    this.touchedAt = now;
    this.disturbedAt = now;
    this.plug.restart(now);
    const said = this.plug.join(now);
    if (this.online) for (const message of said) this.toHub(message, now + 8);
  }

  private away(now: number): void {
    this.online = false;
    this.waiting.push({ at: now + Math.floor(60 + this.random() * 5000), deliver: () => this.back(now) });
  }

  private back(now: number): void {
    this.online = true;
    for (const message of this.plug.join(now)) this.toHub(message, now + 1);
  }

  /** Only what is stored outlives a restart: a press and what was confirmed. Messages of the old connection are gone. */
  private hubRestart(now: number): void {
    this.hubUp = false;
    const { press, confirmed } = this.state;
    this.waiting.push({
      at: now + Math.floor(20 + this.random() * 4000),
      deliver: () => {
        this.hubUp = true;
        this.state = { ...UNHEARD, press, confirmed };
      },
    });
  }

  private hubClock(now: number): void {
    this.clockKnown = false;
    this.waiting.push({ at: now + 900, deliver: () => (this.clockKnown = true) });
  }

  private cycle(now: number): void {
    if (now % 60 !== 0 && !this.pending) return;
    const { control } = this;
    const goal = goalOf(control, this.plan, this.state, now, ZONE);
    this.pending = (goal !== null && !reached(this.state, goal)) || now - (this.state.statedAt ?? 0) >= 60;
    if (now % 60 !== 0 && !this.pending) return;
    const moment = { now, clockKnown: this.clockKnown, zone: ZONE };
    const address = { topic: this.topic, outlet: 1 };
    for (const command of reconcile({ control, address, plan: this.plan, state: this.state }, moment))
      this.toPlug(command, now);
  }

  private toPlug(command: Command, now: number): void {
    if (!this.online || this.random() < LOST) return;
    for (const message of this.plug.hear({ topic: command.topic, text: command.payload }, now))
      this.toHub(message, now + 1);
  }

  /** A message arrives, is lost, or arrives twice. */
  private toHub(message: DeviceMessage, at: number, certainty = 0): void {
    const chance = certainty + this.random();
    if (chance < LOST) return;
    const copies = this.random() < DOUBLED ? 2 : 1;
    const late = certainty === 0 && this.random() < LATE ? Math.floor(LATEST_S * this.random()) : 0;
    for (let copy = 0; copy < copies; copy += 1)
      this.waiting.push({ at: at + late + copy, deliver: () => this.hear(message, at + late + copy) });
  }

  private hear(message: DeviceMessage, now: number): void {
    if (!this.hubUp) return;
    this.pending = true;
    const said = this.type.decode(message, { topic: this.topic, outlet: 1 });
    const wanted = this.clockKnown ? { control: this.control, plan: this.plan, zone: ZONE } : null;
    if (said) this.state = observe(this.state, said, wanted, now);
  }

  private delivers(now: number): void {
    for (let index = 0; index < this.waiting.length; index += 1) {
      const entry = this.waiting[index];
      if (!entry || entry.at > now) continue;
      this.waiting.splice(index, 1);
      index -= 1;
      entry.deliver();
    }
  }
}

function plugOf(typeName: string, topic: string): Firmware {
  const made = FIRMWARES.get(typeName)?.(topic);
  if (!made) throw new RangeError(`no firmware of ${typeName}`);
  return made;
}
