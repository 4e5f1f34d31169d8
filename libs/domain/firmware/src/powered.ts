import type { Firmware, Message } from './firmware';

/** Where a simulated device is plugged in: a connection to a broker of its own. */
export interface Link {
  publish(message: Message): void;
  subscribe(filter: string, take: (message: Message) => void): void;
  now(): number;
}

/** What goes wrong on the way, each by chance from 0 to 1. */
export interface Faults {
  readonly lost: number;
  readonly doubled: number;
  random(): number;
}

const NO_FAULTS: Faults = { lost: 0, doubled: 0, random: () => 1 };

/** A device that runs: `firmware` behind a connection that may lose and double messages. */
export class PoweredDevice {
  constructor(
    private readonly firmware: Firmware,
    private readonly link: Link,
    private readonly faults: Faults = NO_FAULTS,
  ) {
    for (const filter of firmware.listens) link.subscribe(filter, (message) => this.hear(message));
  }

  /** It has joined the broker, for the first time or again. */
  joined(): void {
    this.say(this.firmware.join(this.link.now()));
  }

  tick(): void {
    this.say(this.firmware.tick(this.link.now()));
  }

  press(): void {
    this.say(this.firmware.press(this.link.now()));
  }

  /** Its power goes and comes. */
  restart(): void {
    this.firmware.restart(this.link.now());
    this.joined();
  }

  private hear(message: Message): void {
    if (!this.lost()) this.say(this.firmware.hear(message, this.link.now()));
  }

  private say(messages: readonly Message[]): void {
    for (const message of messages) {
      if (this.lost()) continue;
      this.link.publish(message);
      if (this.faults.random() < this.faults.doubled) this.link.publish(message);
    }
  }

  private lost(): boolean {
    return this.faults.random() < this.faults.lost;
  }
}
