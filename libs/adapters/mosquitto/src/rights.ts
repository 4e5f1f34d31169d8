/** What an account may do; everything else is denied. It receives what it may subscribe to. */
export interface TopicRights {
  /** Topic filters. */
  readonly publish: readonly string[];
  /** Topic filters. */
  readonly subscribe: readonly string[];
}

/** Where the broker's plugin takes commands and answers them. */
const CONTROL = '$CONTROL/dynamic-security/#';

/** Topic rights of the hub's kinds of client: `admin`, `hub-api`, `tester`, `gateway-<serial>`. */
export function rightsOf(account: string): TopicRights | undefined {
  const serial = /^gateway-([\w-]{1,32})$/.exec(account)?.[1];
  if (serial !== undefined) return gatewayRights(serial);
  // Tests and benchmarks have several clients at a time, and an account has one.
  if (/^tester(?:-\d)?$/.test(account)) return { publish: ['#'], subscribe: ['#'] };
  switch (account) {
    case 'admin':
      return { publish: [CONTROL], subscribe: [CONTROL, '$SYS/#'] };
    case 'hub-api':
      // It makes the accounts of devices.
      return { publish: ['#', CONTROL], subscribe: ['#', CONTROL] };
    default:
      return undefined;
  }
}

// The original's request and answer topics (cfg/e, resp/e, mtr/e) stay within the gateway's own meter.
function gatewayRights(serial: string): TopicRights {
  return {
    publish: [`cydynni/meter/${serial}/#`, `mtr/e/${serial}`, `resp/e/${serial}`],
    subscribe: ['cydynni/club/#', `cfg/e/${serial}`],
  };
}
