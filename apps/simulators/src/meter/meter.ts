import type { Broker } from '@hub/adapters/mqtt';
import type { Instant } from '@hub/domain/time';
import { ENCODERS, type Format } from './messages';
import type { Replay } from './replay';
import { completedHalfHours, dueBetween } from './schedule';

export interface MeterOptions {
  readonly serial: string;
  readonly format: Format;
  readonly liveEveryS: number;
  readonly replay: Replay;
  readonly broker: Pick<Broker, 'connected' | 'publish'>;
}

/** Half-hours a gateway sends again whenever it finds the broker back: a day, so that none of a night is missing. */
const RESENT_HALF_HOURS = 48;

/**
 * The gateway. Each step looks at the simulated time and sends what has come due: live readings only while connected
 * (a late one is worth nothing), half-hours of the last day again after every silence.
 */
export class Meter {
  private last: Instant | undefined;
  private wasConnected = false;

  constructor(private readonly options: MeterOptions) {}

  async step(now: Instant): Promise<void> {
    const { broker, liveEveryS } = this.options;
    const last = this.last ?? now - liveEveryS;
    this.last = now;
    const connected = broker.connected();
    const returned = connected && !this.wasConnected;
    this.wasConnected = connected;
    if (!connected) return;
    const due = dueBetween(last, now, liveEveryS);
    await this.sendHalfHours(returned ? completedHalfHours(now, RESENT_HALF_HOURS) : due.halfHours);
    for (const time of due.live) await this.sendLive(time);
  }

  private async sendLive(time: Instant): Promise<void> {
    const { broker, replay, serial, format } = this.options;
    const powerW = replay.powerW(time);
    if (powerW === undefined) return;
    const { topic, payload } = ENCODERS[format].live(serial, { time, powerW, importKWh: replay.importKWh(time) });
    await broker.publish(topic, payload, { qos: 0 });
  }

  private async sendHalfHours(starts: readonly Instant[]): Promise<void> {
    const { broker, replay, serial, format } = this.options;
    const [start] = starts;
    if (start === undefined) return;
    const importKWh = starts.map((each) => {
      const wh = replay.halfHourWh(each);
      return wh === undefined ? null : wh / 1000;
    });
    const { topic, payload } = ENCODERS[format].halfHours(serial, { start, importKWh });
    await broker.publish(topic, payload, { qos: 1 });
  }
}
