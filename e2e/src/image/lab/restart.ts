import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually';
import { type LabNetwork } from './lab-network';
import { PageWatch } from './page-watch';
import { ResetWatch } from './reset-watch';
import { type HubShell } from './shell';
import { noLoad } from './updating';

/** A page that has not answered for so long is away. */
const AWAY_MS = 8_000;
/** A login costs the hub a second or two of work, which a hub that starts has better use for. */
const BETWEEN_LOGINS_MS = 5_000;

const bootId = async (hub: HubShell): Promise<string> => hub.run('cat /proc/sys/kernel/random/boot_id', 30_000);

export interface Restarted {
  /** For how long the page did not answer, the shutdown with it. */
  readonly awayS: number;
  /** From the machine's reset to the page. */
  readonly backS: number;
}

/** A restart that the hub does by itself. Looked out for before it can come: once it is allowed, it comes at once. */
export class AwaitedRestart {
  private constructor(
    private readonly hub: HubShell,
    private readonly watch: PageWatch,
    private readonly reset: ResetWatch,
    private readonly before: string,
  ) {}

  /** `console`: the file with what the hub's machine says. */
  static async of(network: LabNetwork, hub: HubShell, console: string): Promise<AwaitedRestart> {
    const before = await bootId(hub);
    return new AwaitedRestart(hub, new PageWatch(network), new ResetWatch(console), before);
  }

  /** Waits until the hub has restarted and its page answers. */
  async through(limitS: number): Promise<Restarted> {
    const hasRestarted = async (): Promise<boolean> => {
      await this.away(limitS);
      await this.back(limitS);
      return (await bootId(this.hub)) !== this.before;
    };
    await eventually('the hub has restarted, and its page answers again', hasRestarted, limitS * 1000);
    const resetAt = this.reset.resetAt ?? Number.NaN;
    const backAt = this.watch.firstAnswerAfter(resetAt) ?? Number.NaN;
    return { awayS: this.watch.longestSilenceS(), backS: (backAt - resetAt) / 1000 };
  }

  stop(): void {
    this.watch.stop();
    this.reset.stop();
  }

  private async away(limitS: number): Promise<void> {
    const isAway = async (): Promise<boolean> => {
      if (this.reset.resetAt !== undefined || !this.watch.answeredSince(Date.now() - AWAY_MS)) return true;
      await noLoad(this.hub);
      await pause(BETWEEN_LOGINS_MS);
      return false;
    };
    await eventually('the page goes away', isAway, limitS * 1000);
  }

  private async back(limitS: number): Promise<void> {
    const since = Date.now();
    await eventually('the page answers', () => Promise.resolve(this.watch.answeredSince(since)), limitS * 1000);
  }
}
