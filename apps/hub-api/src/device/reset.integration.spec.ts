import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { waitFor } from '@hub/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { refusal, send } from '../spec/http';
import { useOwnedHub } from '../spec/owned-suite';

/* hub-api as it is, on real services; the system's program for the factory reset is played by this file. */

const suite = useOwnedHub({ beforeAll, afterAll, afterEach });
const { system } = suite;

const words = { words: 'factory reset' };
const ask = (body: unknown = words, headers = suite.owner): Promise<Response> =>
  send(`${suite.hub.url}/api/v1/device/reset`, 'POST', body, headers);
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
  expect(await (await suite.hub.get('/api/v1/device/reset')).json()).toEqual({ status: null });
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
