import { setTimeout as sleep } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { unzipped } from '@hub/testing';
import { expect, it } from 'vitest';
import { type ArchivePart, zipOf } from './zip';

const MADE_AT = new Date('2026-03-29T00:30:00Z');

const text = (name: string, content: string): ArchivePart => ({ name, open: () => [Buffer.from(content)] });

it('is read by others, parts in their order, empty ones too', async () => {
  const parts = [text('README.html', 'Croeso'), text('tables/y-tŷ.csv', ''), text('b.dat', 'x'.repeat(70_000))];
  const files = await unzipped(await buffer(zipOf(parts, MADE_AT)));
  expect([...files].map(([name, bytes]) => [name, bytes.length])).toEqual([
    ['README.html', 6],
    ['tables/y-tŷ.csv', 0],
    ['b.dat', 70_000],
  ]);
});

it('reads no further than its reader does, and closes what it reads when the reader goes away', async () => {
  const block = Buffer.alloc(65_536);
  let given = 0;
  let closed = false;
  const endless: ArchivePart = {
    name: 'endless.dat',
    open: async function* () {
      try {
        for (;;) {
          // Random bytes: packed they are as long.
          crypto.getRandomValues(block);
          given += 1;
          yield block.subarray();
          await sleep(0);
        }
      } finally {
        closed = true;
      }
    },
  };
  const zip = zipOf([endless], MADE_AT);
  const [first] = await zip.take(1).toArray();
  expect(first).toBeInstanceOf(Buffer);
  const before = given;
  await expect.poll(() => closed).toBe(true);
  expect(before).toBeLessThan(100);
  expect(given).toBeLessThan(100);
});

it('fails with a part that fails', async () => {
  const broken: ArchivePart = {
    name: 'b',
    // eslint-disable-next-line require-yield -- it fails before the first byte
    open: async function* (): AsyncGenerator<Uint8Array> {
      await sleep(0);
      throw new Error('the card is gone');
    },
  };
  await expect(zipOf([text('a', 'a'), broken], MADE_AT).toArray()).rejects.toThrow('the card is gone');
});
