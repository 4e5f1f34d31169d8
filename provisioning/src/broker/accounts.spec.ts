import type { BrokerCommand } from '@hub/adapters/mosquitto';
import { describe, expect, it } from 'vitest';
import { addAccount, removeAccount } from './accounts';
import { type BrokerControl, parsed } from './control';

function broker(errors: Record<string, string> = {}): { control: BrokerControl; seen: BrokerCommand[] } {
  const seen: BrokerCommand[] = [];
  const control: BrokerControl = (commands) => {
    seen.push(...commands);
    return Promise.resolve(commands.map(({ command }) => ({ command, error: errors[command] })));
  };
  return { control, seen };
}

describe('addAccount', () => {
  it('lets a gateway publish its own meter and nothing else', async () => {
    const { control, seen } = broker();
    await addAccount(control, 'gateway-E42', 'pw');
    expect(seen.map(({ command }) => command)).toEqual([
      'createRole',
      'modifyRole',
      'createClient',
      'setClientPassword',
    ]);
    const acls = seen[0]?.['acls'] as { acltype: string; topic: string }[];
    const published = acls.filter(({ acltype }) => acltype === 'publishClientSend').map(({ topic }) => topic);
    expect(published).toEqual(['cydynni/meter/E42/#', 'mtr/e/E42', 'resp/e/E42']);
  });

  it('gives an account that is there its new password', async () => {
    const { control, seen } = broker({ createRole: 'Role already exists', createClient: 'Client already exists' });
    await addAccount(control, 'gateway-E42', 'pw');
    expect(seen.at(-1)).toEqual({ command: 'setClientPassword', username: 'gateway-E42', password: 'pw' });
  });

  it('says what the broker refused', async () => {
    const { control } = broker({ setClientPassword: 'Client not found' });
    await expect(addAccount(control, 'gateway-E42', 'pw')).rejects.toThrow('setClientPassword: Client not found');
  });

  it.each(['admin', 'root', 'gateway-', 'gateway-a/b', ''])('refuses the name %j', async (name) => {
    await expect(addAccount(broker().control, name, 'pw')).rejects.toMatchObject({ code: 'HUB_ACCOUNT_NAME' });
  });
});

describe('removeAccount', () => {
  it('takes client and role away', async () => {
    const { control, seen } = broker();
    await removeAccount(control, 'gateway-E42');
    expect(seen.map(({ command }) => command)).toEqual(['deleteClient', 'deleteRole']);
  });

  it('leaves the hub’s own accounts alone', async () => {
    await expect(removeAccount(broker().control, 'hub-api')).rejects.toMatchObject({ code: 'HUB_ACCOUNT_NAME' });
  });
});

describe('the plugin’s answer', () => {
  it('is read whole', () => {
    expect(parsed('{"responses":[{"command":"createRole"}]}')).toEqual([{ command: 'createRole' }]);
  });

  it.each(['', 'null', '{}', '{"responses":[{}]}'])('is refused as %j', (text) => {
    expect(() => parsed(text)).toThrow(expect.objectContaining({ code: 'HUB_BROKER_REFUSED' }));
  });
});
