import { ServiceUnavailableException } from '@nestjs/common';

/** Runs one task after the other, in the order they came. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** `most`: tasks that may wait or run; one more is refused. */
  constructor(private readonly most = Infinity) {}

  /** @throws ServiceUnavailableException where too many wait */
  run<T>(task: () => Promise<T>): Promise<T> {
    if (this.waiting >= this.most)
      return Promise.reject(new ServiceUnavailableException('Too many ask for this at once.'));
    this.waiting += 1;
    const result = this.last.then(task);
    this.last = result
      .catch(() => undefined)
      .finally(() => {
        this.waiting -= 1;
      });
    return result;
  }
}
