import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { Card } from './lab/card';
import { expect, test } from './lab/fixtures';
import { ResetWatch } from './lab/reset-watch';

/** The last of all by its name, since what the others stand on is gone after it. */
test('a factory reset leaves nothing of the household on the data partition, and the hub starts as from the box', async ({
  lab,
  page,
}) => {
  const card = Card.of(lab.dir, 'hub');
  const key = readFileSync(join(lab.dir, 'key.pub'), 'utf8').trim().split(' ')[1] ?? '';
  const gateway = 'gateway-Reset20611';
  await lab.hub.run(`cydynni-account add ${gateway}`);
  const hubId = (await lab.hub.run('cat /data/secrets/hub/hub-id')).trim();
  await lab.hub.run('sync');
  expect([key.length > 60, await card.dataHolds(key), await card.dataHolds(gateway)]).toEqual([true, true, true]);

  const refused = await lab.hub.attempt('echo yes | cydynni-factory-reset');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Nothing was changed.')]);
  const restart = new ResetWatch(join(lab.dir, 'hub.console'));
  await lab.hub.attempt("echo 'factory reset' | cydynni-factory-reset");
  await eventually('the hub restarts', () => Promise.resolve(restart.resetAt !== undefined), 300_000);
  await eventually(
    'the page opens',
    async () => (await page.goto('http://cydynni.local/', { timeout: 20_000 }))?.ok() ?? false,
    600_000,
  );
  await eventually(
    'nothing of the household is on the card',
    async () => !(await card.dataHolds(key, gateway)),
    300_000,
  );
  const answer = (path: string): Promise<unknown> =>
    page.evaluate(async (asked) => (await fetch(`/api/v1/${asked}`)).json() as Promise<unknown>, path);
  // The page comes before the database is made.
  const says = async (path: string): Promise<string> => JSON.stringify(await answer(path));
  await eventually('no one owns it', async () => (await says('whoami')).includes('"claimed":false'), 300_000);
  expect(await answer('device')).toMatchObject({ hubId });
  expect((await lab.hub.attempt('true')).code).not.toBe(0);
});
