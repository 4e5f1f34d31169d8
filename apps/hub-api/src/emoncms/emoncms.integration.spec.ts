import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gridTime, type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';

const run = promisify(execFile);
const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
});
afterAll(() => hub.stop());

async function newKey(role: 'read' | 'write', sealing = false): Promise<string> {
  const body = JSON.stringify({ role, sealing });
  const headers = { 'content-type': 'application/json', ...owner };
  const answer = await fetch(`${hub.url}/api/v1/api-keys`, { method: 'POST', headers, body });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { key: string }).key;
}

const statusOf = async (key: string) => (await hub.get(`/feed/list.json?apikey=${key}`)).status;

describe('a client written for emoncms', () => {
  it('works unchanged: every call of a script with curl', async () => {
    const [write, read, sealing] = [await newKey('write'), await newKey('read'), await newKey('write', true)];
    const time = gridTime(600);
    const { stdout } = await run(join(import.meta.dirname, 'spec/client.sh'), [
      ...[hub.url, write, read, String(time), sealing],
    ]);
    const said: Readonly<Record<string, string>> = Object.fromEntries(
      stdout
        .trim()
        .split('\n')
        .map((line) => [line.split(' ', 1)[0], line.replace(/^\S+ /, '')] as const),
    );
    expect(said).toMatchObject({
      'input-post': '{"success":true} 200',
      'input-csv': 'ok 200',
      'input-form': 'ok 200',
      'input-bulk': 'ok 200',
      'feed-create': expect.stringMatching(/^{"success":true,"feedid":\d+,"result":true} 200$/) as string,
      'feed-post': '12.5 200',
      'feed-list-post': '{"success":true} 200',
      'feed-data': '[12.5,20,30,null] 200',
      'feed-average': `[${(12.5 + 20 + 30) / 3}] 200`,
      'feed-csv': `${time},12.50`,
      'feed-value': '30 200',
      'feed-value-at': '20 200',
      'feed-timevalue': `{"time":${time + 20},"value":30} 200`,
      'feed-export': '000048410000a0410000f041',
      'feed-delete': '{"success":true,"message":"Feed removed successfully."} 200',
      'feed-gone': '{"success":false,"message":"Feed does not exist"} 200',
      'input-bulk-hex': 'ok 200',
      'input-bulk-zlib': 'ok 200',
      'input-sealed': `${said['input-sealed-proof']} 200`,
      'input-sealed-damaged': 'invalid data 200',
      'feed-upload': 'true 200',
      'feed-sync': expect.stringMatching(/^{"success":true,"updated_feed_meta":\[{.*"npoints":3,.*}\]} 200$/) as string,
      'feed-sync-again': expect.stringContaining('it has 12 bytes, not 8') as string,
      'sent-data': '[1,2,3] 200',
      'process-set': '{"success":true,"message":"Input processlist updated"} 200',
      'process-get': expect.stringMatching(/^"process__scale:3,process__log_to_feed:\d+" 200$/) as string,
      'process-post': 'ok 200',
      'process-data': '15 200',
      'process-wrong': expect.stringContaining('feed 99999, which does not exist') as string,
      'process-reset': '{"success":true,"message":"Input processlist updated"} 200',
      'input-get': `{"time":${time + 30},"value":5,"processList":""} 200`,
      'read-key-may-not-write': '{"success":false,"message":"406 Not Acceptable. Route not found"} 406',
      'no-key': '{"success":false,"message":"406 Not Acceptable. Route not found"} 406',
      'wrong-key': 'Invalid API key 401',
    });
    await waitFor(async () => (await hub.input('bulk', '1'))?.value === 6, { what: 'the last value of the batch' });
    expect(await hub.input('packed', '1')).toMatchObject({ value: 8, time: time + 10 });
    expect(await hub.input('sealed', 'power')).toMatchObject({ value: 42, time });
    expect(await hub.input('emontx', 'power2')).toMatchObject({ value: 200, time });
    expect(await hub.input('16', '2')).toMatchObject({ value: 2.5 });
    expect(await hub.input('door', 'open')).toMatchObject({ value: 5 });
  });

  it('is let in no longer from the moment its key is taken back', async () => {
    const key = await newKey('read');
    expect(await statusOf(key)).toBe(200);
    await fetch(`${hub.url}/api/v1/api-keys/read`, { method: 'DELETE', headers: owner });
    expect(await statusOf(key)).toBe(401);
  });
});
