import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { refusal, send } from '../spec/http';
import type { HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';
import { SystemFolder } from '../spec/system-folder';

/* hub-api as it is, on real services; the system's program for the factory reset is played by this file. */

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
let system: SystemFolder;

beforeAll(async () => {
  system = new SystemFolder();
  ({ hub, owner } = await startOwnedHub(services(), system.settings));
});
afterAll(async () => {
  await hub.stop();
  system.remove();
});
afterEach(() => system.silence());

const words = { words: 'factory reset' };
const ask = (body: unknown = words, headers = owner): Promise<Response> =>
  send(`${hub.url}/api/v1/device/reset`, 'POST', body, headers);
const programIsThere = (): void => writeFileSync(system.at('run/factory-reset.json'), '{"erasing":false}');
const isAsked = (): boolean => readdirSync(system.at('requests')).includes('factory-reset');

it('is for the owner, who typed the words', async () => {
  programIsThere();
  expect(await refusal(await ask(words, {}))).toEqual([401, 'SIGN_IN_NEEDED']);
  for (const body of [{}, { words: 'yes' }, { words: 'factory reset ' }])
    expect(await refusal(await ask(body))).toEqual([400, 'HUB_BAD_REQUEST']);
  expect(isAsked()).toBe(false);
});

it('is refused where the system has no program for it', async () => {
  expect(await (await hub.get('/api/v1/device/reset')).json()).toEqual({ status: null });
  expect(await refusal(await ask())).toEqual([503, 'RESET_NOT_HERE']);
  expect(isAsked()).toBe(false);
});

it('lays the request down, and is answered when the system took it', async () => {
  programIsThere();
  const answer = ask();
  await waitFor(isAsked, { what: 'the request file' });
  const file = system.at('requests/factory-reset');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['factory reset\n', 0o600]);
  rmSync(file);
  expect((await answer).status).toBe(202);
});

it('takes the request back when the system did not take it', async () => {
  programIsThere();
  expect(await refusal(await ask())).toEqual([503, 'RESET_SILENT']);
  expect(isAsked()).toBe(false);
}, 30_000);
