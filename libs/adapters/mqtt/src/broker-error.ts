/** `AWAY`: nothing was sent. `DENIED`: the account has no right to the topic. `REFUSED`: the broker refuses the account. */
export type BrokerErrorCode = 'HUB_BROKER_AWAY' | 'HUB_BROKER_DENIED' | 'HUB_BROKER_REFUSED';

const ACTIONS: Readonly<Record<BrokerErrorCode, string>> = {
  HUB_BROKER_AWAY: 'Send it again when the broker is back; the connection returns by itself.',
  HUB_BROKER_DENIED: 'Check the topic against the rights of this account.',
  HUB_BROKER_REFUSED: 'Check user name, password, client id and certificate of this account.',
};

/** What a broker did not do, and what helps. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  readonly action: string;

  constructor(
    readonly code: BrokerErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.action = ACTIONS[code];
  }
}
