import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubFixture } from '../spec/hub-fixture';
import { OWNER, startOwnedHub } from '../spec/owner';

/* The hub as it is, and many places that guess the owner's password at once. */

const ADDRESSES = 50;
const TRIES_OF_EACH = 200;
/** Tries that are looked at without a wait: of one address, and at one account. */
const FREE_TRIES = 10;
/** When the owner signs in meanwhile: after so many guesses. */
const OWNER_COMES = [1_000, 4_000, 9_000];

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  ({ hub } = await startOwnedHub(services()));
});
afterAll(() => hub.stop());

interface Answer {
  readonly status: number;
  readonly body: string;
}

function ask(agent: Agent, localAddress: string, path: string, account?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = account && { 'content-type': 'application/json' };
    const method = account ? 'POST' : 'GET';
    const asked = request(
      `${hub.url}${path}`,
      { agent, localAddress, method, ...(headers && { headers }) },
      (answer) => {
        text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject);
      },
    );
    asked.on('error', reject).end(account && JSON.stringify(account));
  });
}

it('lets 10,000 guesses from 50 addresses find out nothing, and the owner in from another address meanwhile', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: ADDRESSES });
  const statuses = new Map<number, number>();
  let guesses = 0;
  const owner: Promise<Answer>[] = [];
  const page: Promise<Answer>[] = [];
  const guessFrom = async (address: string): Promise<void> => {
    for (let tries = 0; tries < TRIES_OF_EACH; tries += 1) {
      guesses += 1;
      if (OWNER_COMES.includes(guesses)) {
        // One after another: a try whose answer is still to come counts against the next.
        const signedIn = owner.at(-1) ?? Promise.resolve();
        owner.push(signedIn.then(() => ask(agent, '127.0.2.1', '/api/v1/session', OWNER)));
        page.push(ask(agent, '127.0.2.1', '/api/v1/feeds'));
      }
      const guess = { name: OWNER.name, password: `guess ${address} ${tries}` };
      const { status } = await ask(agent, address, '/api/v1/session', guess);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: ADDRESSES }, (_, at) => guessFrom(`127.0.1.${at + 1}`)));
  expect((await Promise.all(owner)).map(({ status }) => status)).toEqual(OWNER_COMES.map(() => 200));
  expect((await Promise.all(page)).map(({ status }) => status)).toEqual(OWNER_COMES.map(() => 200));
  agent.destroy();
  expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual([401, 429]);
  expect((statuses.get(401) ?? 0) + (statuses.get(429) ?? 0)).toBe(ADDRESSES * TRIES_OF_EACH);
  // One of each address, and those without a wait at the account: once more each time that its owner signed in.
  expect(statuses.get(401)).toBeLessThanOrEqual(2 * ADDRESSES + FREE_TRIES * (1 + OWNER_COMES.length));
}, 300_000);
