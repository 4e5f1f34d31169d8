/** What a person at the command line can do something about. */
export class TeamError extends Error {
  override readonly name = 'TeamError';

  constructor(
    readonly code: string,
    message: string,
    readonly action: string,
  ) {
    super(message);
  }
}

export const usage = (message: string): TeamError => new TeamError('USAGE', message, 'See ./hub rollout --help');
