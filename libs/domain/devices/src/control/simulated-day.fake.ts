import { type Firmware, FIRMWARES } from '@hub/domain/firmware';
import type { Control, DeviceType, Run } from '../device-type';
import type { Command, DeviceMessage } from '../report';
import { controlOf, type DeviceTypeName, deviceType } from '../types';
import { goalOf } from './goal';
import { observe } from './observe';
import { reached, reconcile } from './reconcile';
import { seeded } from '@hub/domain/random';
import { type DeviceState, UNHEARD } from './state';
import { Waiting } from './waiting.fake';
import { nextChange, plannedOn, type Plan } from './wanted';

/** The hub looks at its devices this often. */
const STEP_S = 15;
const ZONE = 'Europe/London';
/** An order reaches a plug within this of its being reachable. */
export const REACH_S = 120;
const LOST = 0.1;
const DOUBLED = 0.05;
/** So many messages of the device come late by up to this, and those behind them with them: MQTT keeps their order. */
const LATE = 0.05;
const LATEST_S = 20;
/** A device that starts says its first word after this, over a new connection: nothing of that is lost. */
const STARTS_S = 8;
/** A press so soon after the start of a device, or in the moment of a planned change, may be undone: nothing is confirmed yet. */
const UNSETTLED_S = 60;

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
  private readonly topic: string;
  private readonly type: DeviceType;
  private readonly control: Control;
  private readonly plan: Plan;
  private state: DeviceState = UNHEARD;
  private readonly waiting = new Waiting();
  private online = true;
  private hubUp = true;
  private clockKnown = true;
  /** What the plug is to be by plan and press, as a person in the house would say. */
  private pressed: { on: boolean; until: number | null; against: boolean } | null = null;
  /** Nothing could hear the press: the hub may find it out later, or not. */
  private unheard = false;
  private touchedAt = 0;
  private startedAt = 0;
  private pressedAt = 0;
  private readonly lostAt: number[] = [];
  private lastComes = 0;
  private aheadS = 0;
  private pending = true;
  private disturbedAt: number;

  constructor(
    private readonly seed: number,
    private readonly start: number,
    private readonly typeName: DeviceTypeName,
  ) {
    this.random = seeded(seed);
    this.type = deviceType(typeName);
    this.topic = this.type.topicOf('1');
    this.plug = plugOf(typeName, this.topic);
    this.control = controlOf(typeName);
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
      this.ticks(now);
      this.waiting.deliver(now);
      if (this.hubUp) this.cycle(now);
      this.waiting.deliver(now);
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
    if (now - this.disturbedAt > this.reachS()) this.found(now, `is ${on ? 'on' : 'off'} and should not be`);
    const reason = now === this.touchedAt || now - this.disturbedAt <= STEP_S;
    if (on !== before && !reason) this.found(now, `switched ${on ? 'on' : 'off'} by itself`);
  }

  /** A plug is not reachable while its messages are lost, which is a step each; a few in a row, not for ever. */
  private reachS(): number {
    const lost = this.lostAt.filter((at) => at > this.disturbedAt).length;
    return REACH_S + STEP_S * Math.min(4, lost);
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
      // One that does not tell its clock cannot be found out, so its timer is trusted.
      ...some(this.typeName === 'openevse-rapi' ? 0 : 1, () => (now) => this.wrongClock(now)),
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
    this.pressedAt = now;
    const said = this.plug.press(now);
    const planned = plannedOn(this.plan, now) === true;
    // A person presses again when the first press changed nothing that they see.
    this.pressed = { on: this.plug.on(now), against: planned, until: nextChange(this.plan, now) };
    const unsettled = now - this.startedAt < UNSETTLED_S || plannedOn(this.plan, now - STEP_S) !== planned;
    this.unheard = !this.hubUp || !this.clockKnown || unsettled;
    this.disturbedAt = now;
    for (const message of said) this.toHub(message, now, 1);
  }

  private reboot(now: number): void {
    this.touchedAt = now;
    this.disturbedAt = now;
    this.startedAt = now;
    this.plug.restart(now);
    const said = this.plug.join(now);
    if (this.online) for (const message of said) this.toHub(message, now + STARTS_S, 1);
  }

  private away(now: number): void {
    this.online = false;
    this.forgetPress(now);
    this.waiting.push({ at: now + Math.floor(60 + this.random() * 5000), deliver: () => this.back(now) });
  }

  /** A press that was said once, and cannot be asked about, may be undone. */
  private forgetPress(now: number): void {
    if (now - this.pressedAt < UNSETTLED_S) this.unheard = true;
  }

  private back(now: number): void {
    this.online = true;
    for (const message of this.plug.join(now)) this.toHub(message, now + 1);
  }

  /** Only what is stored outlives a restart: a press and what was confirmed. Messages of the old connection are gone. */
  private hubRestart(now: number): void {
    this.hubUp = false;
    this.forgetPress(now);
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
    this.pending = (goal !== null && !reached(this.state, goal, control)) || now - (this.state.statedAt ?? 0) >= 60;
    if (now % 60 !== 0 && !this.pending) return;
    const moment = { now, clockKnown: this.clockKnown, zone: ZONE };
    const address = { topic: this.topic, outlet: 1 };
    for (const command of reconcile({ control, address, plan: this.plan, state: this.state }, moment))
      this.toPlug(command, now);
  }

  private ticks(now: number): void {
    if (now < this.startedAt + STARTS_S) return;
    const said = this.plug.tick(now);
    if (this.online) for (const message of said) this.toHub(message, now);
  }

  private toPlug(command: Command, now: number): void {
    if (!this.online || this.lost(now)) return;
    for (const message of this.plug.hear({ topic: command.topic, text: command.payload }, now))
      this.toHub(message, now + 1);
  }

  /** A message arrives, is lost, or arrives twice. */
  private toHub(message: DeviceMessage, at: number, certainty = 0): void {
    if (this.lost(at, certainty)) return;
    const copies = this.random() < DOUBLED ? 2 : 1;
    const late = certainty === 0 && this.random() < LATE ? Math.floor(LATEST_S * this.random()) : 0;
    const comes = Math.max(this.lastComes, at + late);
    this.lastComes = comes;
    for (let copy = 0; copy < copies; copy += 1)
      this.waiting.push({ at: comes + copy, deliver: () => this.hear(message, comes + copy) });
  }

  private lost(now: number, certainty = 0): boolean {
    const lost = certainty + this.random() < LOST;
    if (lost) this.lostAt.push(now);
    return lost;
  }

  private hear(message: DeviceMessage, now: number): void {
    if (!this.hubUp) return;
    this.pending = true;
    const said = this.type.decode(message, { topic: this.topic, outlet: 1 });
    const wanted = this.clockKnown ? { control: this.control, plan: this.plan, zone: ZONE } : null;
    if (said) this.state = observe(this.state, said, wanted, now);
  }
}

function plugOf(typeName: string, topic: string): Firmware {
  const made = FIRMWARES.get(typeName)?.(topic);
  if (!made) throw new RangeError(`no firmware of ${typeName}`);
  return made;
}
