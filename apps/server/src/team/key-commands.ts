import { AuditPage, TeamKeyList, TeamKeyMade } from '@hub/contracts';
import type { Command } from './command';
import { tableOf, timeText } from './print';
import { usage } from './team-error';

/** Commands about the team's own keys, and what was done with them. */
export const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  keys: async (client) => keysText(await client.get(TeamKeyList, '/team/keys')),
  'add-key': async (client, args) => {
    const [name, scopes] = args;
    if (name === undefined || scopes === undefined || args.length > 2)
      throw usage('a name and its scopes (with commas between them) are wanted, and nothing else');
    const made = await client.send(TeamKeyMade, 'POST', '/team/keys', { name, scopes: scopes.split(',') });
    return `${made.key}\n`;
  },
  'revoke-key': async (client, args) => {
    const [id] = args;
    if (id === undefined || args.length > 1) throw usage('the number of a key is wanted, and nothing else');
    return keysText(await client.send(TeamKeyList, 'DELETE', `/team/keys/${encodeURIComponent(id)}`));
  },
  audit: async (client, args) => {
    const { entries } = await client.get(AuditPage, `/team/audit?limit=${encodeURIComponent(args[0] ?? '50')}`);
    const rows = entries.map(({ at, by, call, status, detail }) => [
      ...[timeText(at), by, call],
      ...[String(status ?? '-'), detail],
    ]);
    return tableOf(['when', 'who', 'call', 'status', 'sent'], rows);
  },
};

const keysText = ({ keys }: TeamKeyList): string =>
  tableOf(
    ['key', 'name', 'scopes', 'made'],
    keys.map(({ id, name, scopes, createdAt }) => [id, name, scopes.join(','), timeText(createdAt)]),
  );
