import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type DeviceAccount, deviceLedgerText, parseDeviceLedger, withDevices } from './device-ledger';
import { passwordHash } from './password-hash';

const account = (username: string): DeviceAccount => ({
  username,
  ...passwordHash('shown once'),
  publish: [`emon/${username}/#`],
  subscribe: [`emon/${username}/+/in/#`],
});
const two = [account('device-0a1b2c'), account('device-9f')];

describe('the accounts of devices', () => {
  it('are read as they were written, and never in part, wherever the text is cut', () => {
    const text = deviceLedgerText(two);
    expect(parseDeviceLedger(text)).toEqual(two);
    for (let length = 0; length < text.length - 1; length += 1)
      expect(() => parseDeviceLedger(text.slice(0, length))).toThrow();
  });

  it('are never read with a byte that was written wrongly where it matters to the broker', () => {
    const changed = (change: object) => deviceLedgerText([{ ...account('device-a'), ...change }]);
    for (const change of [
      { username: 'admin' },
      { username: 'hub-api' },
      { username: 'device-A/#' },
      { iterations: 1e9 },
      { salt: '"' },
      { publish: [''] },
      { subscribe: Array<string>(33).fill('a') },
    ])
      expect(() => parseDeviceLedger(changed(change))).toThrow();
  });

  it('are kept by the hash that the plugin compares, with their own topics', () => {
    const file = withDevices(undefined, two);
    const [client] = file?.clients ?? [];
    const key = pbkdf2Sync(
      'shown once',
      Buffer.from(client?.salt ?? '', 'base64'),
      client?.iterations ?? 1,
      64,
      'sha512',
    );
    expect(client?.password).toBe(key.toString('base64'));
    expect(JSON.stringify(file)).not.toContain('shown once');
    expect(file?.roles[1]?.acls.map(({ acltype, topic }) => `${acltype} ${topic}`)).toEqual([
      'publishClientSend emon/device-9f/#',
      'publishClientReceive emon/device-9f/+/in/#',
      'subscribePattern emon/device-9f/+/in/#',
    ]);
  });
});
