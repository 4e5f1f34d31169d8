/** An error a person can act on: what happened, and what to do. */
export class SeriesError extends Error {
  override readonly name = 'SeriesError';

  constructor(
    readonly code: string,
    message: string,
    readonly action: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const unknownFeed = (id: number): SeriesError =>
  new SeriesError('HUB_FEED_UNKNOWN', `feed ${id} does not exist`, 'Create the feed first, or ask for another one.');
