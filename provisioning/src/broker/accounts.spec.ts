import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandOptions, type RunCommand } from '../command';
import { addAccount, removeAccount } from './accounts';

interface Seen {
  args: readonly string[];
  input: { commands: Record<string, unknown>[] };
  settings: string;
  settingsDir: string;
}

function broker(errors: Record<string, string> = {}): { run: RunCommand; seen: Seen[] } {
  const seen: Seen[] = [];
  const run: RunCommand = (_program, args, options: CommandOptions = {}) => {
    const input = JSON.parse(options.input ?? '{}') as Seen['input'];
    const settingsDir = options.env?.['XDG_CONFIG_HOME'] ?? '';
    seen.push({ args, input, settings: readFileSync(join(settingsDir, 'mosquitto_rr'), 'utf8'), settingsDir });
    const responses = input.commands.map(({ command }) => ({ command, error: errors[String(command)] }));
    return JSON.stringify({ responses });
  };
  return { run, seen };
}

describe('addAccount', () => {
  it('lets a gateway publish its own meter and nothing else', () => {
    const { run, seen } = broker();
    addAccount(run, 'secret-of-admin', 'gateway-E42', 'pw');
    const commands = seen[0]?.input.commands ?? [];
    expect(commands.map(({ command }) => command)).toEqual([
      'createRole',
      'modifyRole',
      'createClient',
      'setClientPassword',
    ]);
    const acls = commands[0]?.['acls'] as { acltype: string; topic: string }[];
    const published = acls.filter(({ acltype }) => acltype === 'publishClientSend').map(({ topic }) => topic);
    expect(published).toEqual(['cydynni/meter/E42/#', 'mtr/e/E42', 'resp/e/E42']);
  });

  it('shows no password to other processes and leaves none behind', () => {
    const { run, seen } = broker();
    addAccount(run, 'secret-of-admin', 'gateway-E42', 'pw-of-gateway');
    expect(seen[0]?.args.join(' ')).not.toMatch(/secret-of-admin|pw-of-gateway/);
    expect(seen[0]?.settings).toContain('-P secret-of-admin');
    expect(existsSync(seen[0]?.settingsDir ?? '/')).toBe(false);
  });

  it('gives an account that is there its new password', () => {
    const { run } = broker({ createRole: 'Role already exists', createClient: 'Client already exists' });
    expect(() => addAccount(run, 'a', 'gateway-E42', 'pw')).not.toThrow();
  });

  it('says what the broker refused', () => {
    const { run } = broker({ setClientPassword: 'Client not found' });
    expect(() => addAccount(run, 'a', 'gateway-E42', 'pw')).toThrow('setClientPassword: Client not found');
  });

  it.each(['admin', 'root', 'gateway-', 'gateway-a/b', ''])('refuses the name %j', (name) => {
    expect(() => addAccount(broker().run, 'a', name, 'pw')).toThrow(
      expect.objectContaining({ code: 'HUB_ACCOUNT_NAME' }),
    );
  });

  it('names a broker that gives no usable answer', () => {
    expect(() => addAccount(() => '', 'a', 'gateway-E42', 'pw')).toThrow(
      expect.objectContaining({ code: 'HUB_BROKER_REFUSED' }),
    );
  });
});

describe('removeAccount', () => {
  it('takes client and role away', () => {
    const { run, seen } = broker();
    removeAccount(run, 'a', 'gateway-E42');
    expect(seen[0]?.input.commands.map(({ command }) => command)).toEqual(['deleteClient', 'deleteRole']);
  });

  it('leaves the hub’s own accounts alone', () => {
    expect(() => removeAccount(broker().run, 'a', 'hub-api')).toThrow(
      expect.objectContaining({ code: 'HUB_ACCOUNT_NAME' }),
    );
  });
});
