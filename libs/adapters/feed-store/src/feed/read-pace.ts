/** One point costs a system call whether it brings 64 bytes or 4; a cold disk reads ahead only from 8 KiB on. */
const WARM_POINTS = 16;
const COLD_POINTS = 2048;
const SAMPLE_READS = 16;
/** A read that the page cache answers takes about 1 µs; one that waits for a disk never less than this. */
const COLD_READ_US = 12;

/** Chooses how much to read at a time for points far apart, from how long the last few reads took. */
export class ReadPace {
  private reads = 0;
  private since = 0;
  private cold = false;

  blockPoints(): number {
    if (!this.cold && this.reads % SAMPLE_READS === 0) this.since = performance.now();
    return this.cold ? COLD_POINTS : WARM_POINTS;
  }

  done(): void {
    this.reads++;
    if (this.cold || this.reads % SAMPLE_READS !== 0) return;
    const eachUs = ((performance.now() - this.since) * 1000) / SAMPLE_READS;
    this.cold = eachUs > COLD_READ_US;
  }
}
