/** The file of mosquitto's dynamic-security plugin (mosquitto 2.0), as far as it is written here. */
export interface DynamicSecurity {
  readonly defaultACLAccess: Readonly<
    Record<'publishClientSend' | 'publishClientReceive' | 'subscribe' | 'unsubscribe', boolean>
  >;
  readonly clients: readonly Client[];
  readonly groups: readonly unknown[];
  readonly roles: readonly Role[];
}

export interface PasswordHash {
  /** base64 PBKDF2-SHA512, 64 bytes. */
  readonly password: string;
  /** base64. */
  readonly salt: string;
  readonly iterations: number;
}

interface Client extends PasswordHash {
  readonly username: string;
  readonly roles: readonly { readonly rolename: string }[];
}

interface Role {
  readonly rolename: string;
  readonly acls: readonly Acl[];
}

interface Acl {
  readonly acltype: 'publishClientSend' | 'publishClientReceive' | 'subscribePattern';
  readonly topic: string;
  readonly priority: number;
  readonly allow: boolean;
}

/** What an account may do; everything else is denied. */
export interface TopicRights {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** Topics under `$CONTROL`: the plugin sends its answers only to who may receive them by name. */
  readonly receive?: readonly string[];
}

/** Topic rights of the hub's kinds of client: `admin`, `hub-api`, `tester`, `device`, `gateway-<serial>`. */
export function rightsOf(account: string): TopicRights | undefined {
  const serial = /^gateway-([\w-]{1,32})$/.exec(account)?.[1];
  if (serial !== undefined) return gatewayRights(serial);
  switch (account) {
    case 'admin':
      return {
        publish: ['$CONTROL/dynamic-security/#'],
        subscribe: ['$CONTROL/dynamic-security/#', '$SYS/#'],
        receive: ['$CONTROL/dynamic-security/#'],
      };
    case 'hub-api':
    case 'tester':
      return { publish: ['#'], subscribe: ['#'] };
    case 'device':
      return { publish: ['emon/#'], subscribe: [] };
    default:
      return undefined;
  }
}

// The originals' request and answer topics (cfg/e, resp/e, mtr/e) stay within the gateway's own meter.
function gatewayRights(serial: string): TopicRights {
  return {
    publish: [`cydynni/meter/${serial}/#`, `mtr/e/${serial}`, `resp/e/${serial}`],
    subscribe: ['cydynni/club/#', `cfg/e/${serial}`],
  };
}

const EMPTY: DynamicSecurity = {
  // A client receives only what it was allowed to subscribe to, so receiving needs no rule of its own.
  defaultACLAccess: { publishClientSend: false, publishClientReceive: true, subscribe: false, unsubscribe: true },
  clients: [],
  groups: [],
  roles: [],
};

/** Adds the account with a role of the same name; one that is there already is replaced, the others stay. */
export function withAccount(
  file: DynamicSecurity | undefined,
  username: string,
  hash: PasswordHash,
  rights: TopicRights,
): DynamicSecurity {
  const base = file ?? EMPTY;
  const allow =
    (acltype: Acl['acltype']) =>
    (topic: string): Acl => ({ acltype, topic, priority: 0, allow: true });
  const role = {
    rolename: username,
    acls: [
      ...rights.publish.map(allow('publishClientSend')),
      ...(rights.receive ?? []).map(allow('publishClientReceive')),
      ...rights.subscribe.map(allow('subscribePattern')),
    ],
  };
  const client = { username, ...hash, roles: [{ rolename: username }] };
  return {
    ...base,
    clients: [...base.clients.filter((other) => other.username !== username), client],
    roles: [...base.roles.filter((other) => other.rolename !== username), role],
  };
}
