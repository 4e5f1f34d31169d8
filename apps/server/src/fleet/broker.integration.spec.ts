import { FleetPage } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { status, useFleet } from '../spec/fleet-suite';

const { club, team, target, byId, atBroker } = useFleet({ beforeAll, afterAll });

describe('the broker', () => {
  it('lets a hub read its own target and write its own state, and nothing else', async () => {
    const own = await atBroker(byId('h-00000001'), 'hubs/+/target');
    const other = await atBroker(byId('h-00000002'), 'hubs/+/target', 'h-00000001');
    const forged = JSON.stringify(status({ bootedVersion: '6.6.6' }));
    await expect(own.client.publish('hubs/h-00000002/state', forged)).rejects.toThrow('Not authorized');
    await expect(own.client.publish('hubs/h-00000001/target', 'forged', { retain: true })).rejects.toThrow(
      'Not authorized',
    );
    await own.client.publish('hubs/h-00000001/state', 'not json');
    // What comes after on the same connection was worked on after.
    await own.client.publish('hubs/h-00000001/state', JSON.stringify(status({ bootedVersion: '1.1.5' })));
    const versionOf = async (id: string) =>
      (await club().read(FleetPage, '/api/v1/fleet/hubs', team())).hubs.find((hub) => hub.id === id)?.version;
    await waitFor(async () => (await versionOf('h-00000001')) === '1.1.5', { what: 'its state' });
    expect(await versionOf('h-00000002')).not.toBe('6.6.6');
    // A hub that asks for the client id of another, or of the server, takes over neither's session.
    const posing = await atBroker(byId('h-00000003'), 'hubs/h-00000003/target', 'cydynni-server');
    await own.client.publish('hubs/h-00000001/state', JSON.stringify(status({ bootedVersion: '1.1.6' })));
    await waitFor(async () => (await versionOf('h-00000001')) === '1.1.6', { what: 'that the server hears it' });
    expect([own.client.connected(), other.client.connected()]).toEqual([true, true]);
    expect(own.last()).toEqual(await target(byId('h-00000001')));
    expect(own.heard).not.toContain('forged');
    // The broker goes by the certificate, so the same hub's next connection would take turns with this one.
    await posing.client.close();
  });

  it('gets everything again after it lost it, and after the server was away', async () => {
    await club().broker?.restart();
    await club().restart();
    const listening = await atBroker(byId('h-00000003'));
    await waitFor(() => listening.last() !== undefined, { what: 'its target' });
    expect(listening.last()).toEqual(await target(byId('h-00000003')));
  });

  it('forgets a hub that is unlinked, and refuses its certificate', async () => {
    const hub = byId('h-00000004');
    const listening = await atBroker(hub);
    await waitFor(() => listening.heard.length > 0, { what: 'its target' });
    await club().ask('/api/v1/hubs/self', { method: 'DELETE', identity: hub });
    await waitFor(() => listening.heard.at(-1) === '', { what: 'that its target is gone' });
    const pid = club().broker?.pid;
    if (pid !== undefined) process.kill(pid, 'SIGHUP');
    await waitFor(
      () =>
        atBroker(hub).then(
          () => false,
          () => true,
        ),
      { what: 'that it is refused' },
    );
  });
});
