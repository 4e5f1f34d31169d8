import { connect } from 'node:tls';
import { ServerHealth } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommunityFixture } from '../spec/community-fixture';

const services = useServices({ beforeAll, afterAll });
let club: CommunityFixture;
beforeAll(async () => {
  club = await CommunityFixture.start(services(), { broker: true, fleetIntervalS: 1, publicCertificate: true });
});
afterAll(() => club.stop());

const brokerCheck = async () => (await club.read(ServerHealth, '/health')).checks.broker;

/** Serial number of the certificate that the pages show. */
const shown = () =>
  new Promise<string>((resolve, reject) => {
    const { hostname: host, port } = new URL(club.url);
    const socket = connect({ host, port: Number(port), ca: club.ca }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    }).on('error', reject);
  });

describe('a server whose pages have a certificate of a public authority', () => {
  it('reaches its broker, whose certificate is of its own', async () => {
    await waitFor(async () => (await brokerCheck()).status === 'ok', { what: 'the broker' });
  });

  it('takes a renewed certificate up without a restart', async () => {
    const before = await shown();
    await club.renewPublic();
    await waitFor(async () => (await shown()) !== before, { what: 'the renewed certificate', timeoutMs: 30_000 });
  });

  it('says in its health that the broker is away, and that it is back', async () => {
    await club.broker?.stop();
    await waitFor(async () => (await brokerCheck()).status === 'degraded', { what: 'that it is missed' });
    expect((await brokerCheck()).detail).toMatch(/./);
    expect((await club.read(ServerHealth, '/health')).status).toBe('degraded');
    await club.broker?.start();
    await waitFor(async () => (await brokerCheck()).status === 'ok', { what: 'the broker', timeoutMs: 60_000 });
  });
});
