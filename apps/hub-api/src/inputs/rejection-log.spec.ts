import { expect, it } from 'vitest';
import { RejectionLog, type RejectionNote } from './rejection-log';

it('says each reason once a minute, with the number of times', () => {
  const said: RejectionNote[] = [];
  const log = new RejectionLog((note) => said.push(note));
  for (let i = 0; i < 10_000; i += 1) log.note('not-json', 'emon/a', 100 + i / 1000);
  log.note('nan', 'emon/b', 101);
  log.note('not-json', 'x'.repeat(1000), 160);
  expect(said).toEqual([
    { reason: 'not-json', topic: 'emon/a', count: 1 },
    { reason: 'nan', topic: 'emon/b', count: 1 },
    { reason: 'not-json', topic: 'x'.repeat(120), count: 10_000 },
  ]);
});
