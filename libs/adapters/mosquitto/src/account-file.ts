import type { TopicRights } from './rights';

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

export interface Acl {
  readonly acltype: 'publishClientSend' | 'publishClientReceive' | 'subscribePattern';
  readonly topic: string;
  readonly priority: number;
  readonly allow: boolean;
}

const EMPTY: DynamicSecurity = {
  defaultACLAccess: { publishClientSend: false, publishClientReceive: false, subscribe: false, unsubscribe: true },
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
  const role = { rolename: username, acls: aclsOf(rights) };
  const client = { username, ...hash, roles: [{ rolename: username }] };
  return {
    ...base,
    clients: [...base.clients.filter((other) => other.username !== username), client],
    roles: [...base.roles.filter((other) => other.rolename !== username), role],
  };
}

/** Rules of a role. What it may subscribe to it may also receive: a subscription that an earlier session left brings nothing else. */
export function aclsOf({ publish, subscribe }: TopicRights): Acl[] {
  const allow =
    (acltype: Acl['acltype']) =>
    (topic: string): Acl => ({ acltype, topic, priority: 0, allow: true });
  return [
    ...publish.map(allow('publishClientSend')),
    ...subscribe.map(allow('publishClientReceive')),
    ...subscribe.map(allow('subscribePattern')),
  ];
}
