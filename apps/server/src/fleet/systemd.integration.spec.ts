import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubBrokerSpec } from '@hub/adapters/services';
import { expect, it } from 'vitest';
import { SERVER_NAME } from '../server-name';

const FOLDER = join(import.meta.dirname, '../../systemd');
const PLACE = '/var/lib/cydynni/CLUB';

it('the broker of the units is set up as the one that is tested', () => {
  const dir = mkdtempSync(join(tmpdir(), 'systemd-'));
  const settings = { host: '0.0.0.0', port: 8883, authorityDir: `${PLACE}/authority`, serverName: SERVER_NAME };
  hubBrokerSpec({ dir, ...settings });
  const made = (name: string) =>
    readFileSync(join(dir, name), 'utf8').replace('user root\n', '').replace(`${dir}/acl`, '/etc/cydynni/hubs.acl');
  const kept = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
  expect(kept('hubs.mosquitto.conf')).toBe(made('mosquitto.conf').replace(dir, `${PLACE}/broker`));
  expect(kept('hubs.acl')).toBe(made('acl'));
  rmSync(dir, { recursive: true });
});

it.each(['cydynni-server@.service', 'cydynni-hub-broker@.service'])(
  '%s may hold a connection of each hub of a fleet',
  (unit) => {
    const [, limit] = /^LimitNOFILE=(\d+)$/m.exec(readFileSync(join(FOLDER, unit), 'utf8')) ?? [];
    expect(Number(limit)).toBeGreaterThanOrEqual(20_000);
  },
);
