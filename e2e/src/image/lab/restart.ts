import { eventually } from '../../support/eventually';
import { type House } from './house';
import { PageWatch } from './page-watch';
import { type HubShell } from './shell';
import { noLoad } from './updating';

const bootId = async (hub: HubShell): Promise<string> => hub.run('cat /proc/sys/kernel/random/boot_id', 30_000);

/** A restart that the hub does by itself. Looked out for before it can come: once it is allowed, it comes at once. */
export class AwaitedRestart {
  private constructor(
    private readonly hub: HubShell,
    private readonly watch: PageWatch,
    private readonly before: string,
  ) {}

  static async of(house: House, hub: HubShell): Promise<AwaitedRestart> {
    return new AwaitedRestart(hub, new PageWatch(house), await bootId(hub));
  }

  /** Waits until the hub has restarted and its page answers. @returns for how long it did not, in seconds. */
  async through(limitS: number): Promise<number> {
    const isAnother = async (): Promise<boolean> => {
      await noLoad(this.hub);
      return (await bootId(this.hub)) !== this.before;
    };
    await eventually('the hub restarts', isAnother, limitS * 1000);
    const restartedAt = Date.now();
    const isBack = (): Promise<boolean> => Promise.resolve(this.watch.answeredSince(restartedAt));
    await eventually('its page answers again', isBack, limitS * 1000);
    return this.watch.longestSilenceS();
  }

  stop(): void {
    this.watch.stop();
  }
}
