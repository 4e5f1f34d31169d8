import type { TopicRights } from './rights';
import { aclsOf } from './account-file';

/** A command of mosquitto's dynamic-security plugin, sent in a message of several to {@link CONTROL_TOPIC}. */
export type BrokerCommand = Readonly<Record<string, unknown>> & { readonly command: string };

/** Where commands go, `{ "commands": [ … ] }`. */
export const CONTROL_TOPIC = '$CONTROL/dynamic-security/v1';
/** Where the answers come, `{ "responses": [ … ] }`, in the order of the commands. */
export const CONTROL_ANSWERS = `${CONTROL_TOPIC}/response`;

/** Gives the broker an account with a role of the same name; one that is there gets the new password and rights. */
export function accountCommands(username: string, password: string, rights: TopicRights): BrokerCommand[] {
  const acls = aclsOf(rights);
  return [
    { command: 'createRole', rolename: username, acls },
    { command: 'modifyRole', rolename: username, acls },
    { command: 'createClient', username, password, roles: [{ rolename: username }] },
    { command: 'setClientPassword', username, password },
  ];
}

/** Gives an account that the broker has its rights again. */
export function rightsCommands(username: string, rights: TopicRights): BrokerCommand[] {
  const acls = aclsOf(rights);
  return [
    { command: 'createRole', rolename: username, acls },
    { command: 'modifyRole', rolename: username, acls },
    { command: 'modifyClient', username, roles: [{ rolename: username }] },
  ];
}

/** Takes an account and its role away; its connection is cut by the broker. */
export const removalCommands = (username: string): BrokerCommand[] => [
  { command: 'deleteClient', username },
  { command: 'deleteRole', rolename: username },
];

/** Of the plugin's answers the ones that mean a failure: not those that say `harmless`, of what was there, or gone, already. */
export function failures<Answer extends { readonly error?: string | undefined }>(
  answers: readonly Answer[],
  harmless: 'already exists' | 'not found',
): Answer[] {
  return answers.filter(({ error }) => error !== undefined && !error.includes(harmless));
}
