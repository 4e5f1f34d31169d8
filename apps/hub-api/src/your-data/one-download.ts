import type { Readable } from 'node:stream';
import type { ExportProgress } from '@hub/contracts';
import type { ApiError } from '@hub/nest-http';

export interface Download {
  readonly stream: Readable;
  readonly name: string;
}

/** Told how much more was read. */
export type Tell = (more: number) => void;

/** A download that is made while it is read: one at a time, and how far it is. */
export class OneDownload {
  private state: ExportProgress['state'] = 'idle';
  private done = 0;
  private all = 0;

  constructor(private readonly running: () => ApiError) {}

  /** The last one's end is of the past. */
  forget(): void {
    if (this.state !== 'running') this.state = 'idle';
  }

  progress(): ExportProgress {
    if (this.state === 'idle') return { state: 'idle', share: 0 };
    const share = Math.min(1, this.done / Math.max(1, this.all));
    return { state: this.state, share: this.state === 'done' ? 1 : share };
  }

  /** `open`: begins it and says how much `tell` will be told of in all. @throws the error for a second one */
  async run(open: (tell: Tell) => Promise<{ readonly stream: Readable; readonly all: number }>): Promise<Readable> {
    if (this.state === 'running') throw this.running();
    const before = this.state;
    this.state = 'running';
    try {
      const { stream, all } = await open((more) => (this.done += more));
      this.done = 0;
      this.all = all;
      stream.once('close', () => (this.state = stream.readableEnded ? 'done' : 'broken-off'));
      return stream;
    } catch (error) {
      this.state = before;
      throw error;
    }
  }
}
