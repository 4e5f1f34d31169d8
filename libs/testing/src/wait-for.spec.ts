import { expect, it } from 'vitest';
import { waitFor } from './wait-for';

const quick = { what: 'the fact', timeoutMs: 60, everyMs: 1 };

it('asks until the fact is there and returns it', async () => {
  const answers = [undefined, null, false, 0];
  expect(await waitFor(() => answers.shift(), quick)).toBe(0);
});

it('takes an exception for a not yet', async () => {
  let asked = 0;
  const ask = () => {
    asked += 1;
    if (asked < 3) throw new Error('refused');
    return 'there';
  };
  expect(await waitFor(ask, quick)).toBe('there');
});

it('names the fact and the last reason when it does not come', async () => {
  const refused = new Error('refused');
  await expect(waitFor(() => Promise.reject(refused), quick)).rejects.toMatchObject({
    message: 'Not within 60 ms: the fact.',
    cause: refused,
  });
});
