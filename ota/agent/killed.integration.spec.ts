import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildPrograms, type FakeHub, until } from '../test/fake-hub';
import type { FaultServer } from '../test/fault-server';
import { UpdateScenario } from '../test/update-scenario';

/* SIGKILL, which an agent gets no word of: it goes on from its file to the end it would have come to anyway. */

let scenario: UpdateScenario;
let server: FaultServer;
let hub: FakeHub;

beforeAll(buildPrograms);
beforeEach(async () => {
  scenario = await UpdateScenario.open();
  ({ server, hub } = scenario);
});
afterEach(() => scenario.close());

/** Before each start what keeps the agent in `at` for as long as it takes to kill it there. */
const detain: Readonly<Record<string, () => void>> = {
  downloading: () => {
    hub.write('stream-fails', 'failed to stream');
    server.bundleFault = 'hang';
  },
  installing: () => hub.write('slow', ''),
  'pending-reboot': () => hub.write('load.json', '{"running":true}'),
};
const release = (): void => {
  server.bundleFault = 'none';
  hub.remove('slow');
  hub.write('load.json', '{"running":false}');
};

it.each(Object.keys(detain))('killed in %s, it goes on to the same end', async (at) => {
  detain[at]?.();
  hub.start();
  await until(at, () => hub.state.state.phase === at && (at !== 'installing' || hub.has('installing')));
  await hub.stop();
  release();
  hub.start();
  await scenario.finish();
});

it('killed in verifying, it goes on to the same end', async () => {
  hub.start();
  await until('the restart', scenario.rebooting);
  await scenario.restart();
  await until('the trial', scenario.phase('verifying'));
  await hub.stop();
  hub.start();
  await until('the trial goes on', scenario.phase('verifying'));
  hub.judge(null);
  await until('good', scenario.outcome('good'));
  expect(hub.running).toBe('2.0.0');
});

it('killed while it settles a version that did not start, it goes on to the same end', async () => {
  hub.start();
  await until('the restart', scenario.rebooting);
  await hub.stop();
  hub.powerOn(['2.0.0']);
  hub.write('hold-mark', '');
  hub.start();
  await until('the old slot is being confirmed', () => hub.has('marking'));
  expect(hub.state.state.phase).toBe('rolled-back');
  await hub.stop();
  hub.remove('hold-mark');
  hub.start();
  await until('settled', scenario.outcome('rolled-back'));
  expect(hub.state.refused).toMatchObject([{ version: '2.0.0' }]);
  expect(hub.running).toBe('1.0.0');
});

it('a state file that cannot be read is set aside', async () => {
  writeFileSync(join(hub.dir, 'ota', 'state.json'), '{"format":1,"state":{"phase":"dan');
  hub.start();
  await scenario.finish();
  expect(hub.has('ota/state.json.unreadable')).toBe(true);
});
