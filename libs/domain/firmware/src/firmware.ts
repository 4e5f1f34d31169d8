/** A message of a device, or to it. */
export interface Message {
  readonly topic: string;
  readonly text: string;
  readonly retain?: boolean;
}

/** A device as its firmware behaves, in whatever time it is given (unix seconds). What it says is returned, not sent. */
export interface Firmware {
  /** Topics that it subscribes to. */
  readonly listens: readonly string[];
  /** Its output is on. */
  on(now: number): boolean;
  /** What it says at each connection to the broker. */
  join(now: number): readonly Message[];
  /** What the broker says when it is gone. */
  readonly will?: Message;
  hear(message: Message, now: number): readonly Message[];
  /** What it says by itself, asked about once a second. */
  tick(now: number): readonly Message[];
  /** Its button is pressed. */
  press(now: number): readonly Message[];
  /** Loses its power for a moment, and with it what it does not keep. */
  restart(now: number): void;
  /** Its clock is wrong by so many seconds. */
  setClock(aheadS: number): void;
}
