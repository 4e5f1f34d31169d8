/** How often one reason is logged. */
const PERIOD_S = 60;
/** A topic is what a stranger wrote: as much of it as helps to find him. */
const MAX_TOPIC_LENGTH = 120;

/** What is said about one reason once a minute. */
export interface RejectionNote {
  readonly reason: string;
  /** The topic that shows it, cut to a length that a log can bear. */
  readonly topic: string;
  /** Times since the last note, this one included. */
  readonly count: number;
}

/** Turns a storm into one line per reason and minute. */
export class RejectionLog {
  private readonly reasons = new Map<string, { saidAt: number; unsaid: number }>();

  constructor(private readonly say: (note: RejectionNote) => void) {}

  /** `now`: unix seconds. */
  note(reason: string, topic: string, now: number): void {
    const known = this.reasons.get(reason);
    if (known && now - known.saidAt < PERIOD_S) {
      known.unsaid += 1;
      return;
    }
    this.say({ reason, topic: topic.slice(0, MAX_TOPIC_LENGTH), count: (known?.unsaid ?? 0) + 1 });
    this.reasons.set(reason, { saidAt: now, unsaid: 0 });
  }
}
