import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedStore } from '@hub/domain/series';
import { afterEach, describe, expect, it } from 'vitest';
import { type LoopDisk, loopDisk, mayMount } from '../bench/loop-disk';
import { openFeedStore } from './open';

const START = 1_700_000_000;
const at = (slot: number, value: number) => ({ time: START + slot * 10, value });

let disk: LoopDisk;
const stores: FeedStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close().catch(() => undefined);
  disk.remove();
});

async function open(errors: unknown[] = []): Promise<FeedStore> {
  const store = await openFeedStore({
    dir: join(disk.dir, 'feeds'),
    clock: () => START + 1e6,
    flushPeriodS: 0,
    journalPages: 64,
    onError: (error) => errors.push(error),
  });
  stores.push(store);
  return store;
}

async function twoFeeds(): Promise<FeedStore> {
  const store = await open();
  for (const id of [1, 2]) {
    await store.create(id, { intervalS: 10 });
    store.append(id, [at(0, id), at(1, id + 10)]);
  }
  await store.complete();
  return store;
}

const values = async (store: FeedStore, id: number) => {
  const all: (number | null)[] = [];
  for await (const [, value] of store.query(id, { start: START, end: START + 20, interval: 10 })) all.push(value);
  return all;
};
const bytes = (name: string): Buffer => readFileSync(join(disk.dir, 'feeds', name));

/** Files until there is no room for one byte more. */
function fill(): string {
  const file = join(disk.dir, 'filler');
  let size = 1_048_576;
  for (let at = 0; size > 0;) {
    try {
      writeFileSync(`${file}${at}`, Buffer.alloc(size));
      at += 1;
    } catch {
      rmSync(`${file}${at}`, { force: true });
      size = Math.floor(size / 2);
    }
  }
  return file;
}

function unfill(file: string): void {
  for (let at = 0; statSync(`${file}${at}`, { throwIfNoEntry: false }) !== undefined; at++) rmSync(`${file}${at}`);
}

describe.runIf(mayMount())('a real ext4', () => {
  it('that is full: feeds and journal say so, readings wait, and are written when there is room', async () => {
    disk = loopDisk('noatime', '16M');
    const store = await twoFeeds();
    const filler = fill();
    await expect(store.create(3, { intervalS: 10 })).rejects.toMatchObject({ code: 'HUB_FEED_DISK_FULL' });
    // The journal has its room since it was made: what is flushed is safe even now.
    store.append(1, [at(2, 3)]);
    await store.flush();
    expect(store.faults()).toEqual([]);
    const many = Array.from({ length: 40_000 }, (_, slot) => at(2 + slot, slot));
    store.append(2, many);
    await store.complete().catch(() => undefined);
    expect(store.faults().map(({ code }) => code)).toContain('HUB_FEED_DISK_FULL');
    expect(await values(store, 1)).toEqual([1, 11, 3]);
    expect(await store.valueAt(2, START + 20 + 399_990)).toBe(39_999);
    unfill(filler);
    await store.complete();
    expect(store.faults()).toEqual([]);
    await store.close();
    const again = await open();
    expect(again.faults()).toEqual([]);
    expect(again.meta(2)?.npoints).toBe(40_002);
    expect(await values(again, 1)).toEqual([1, 11, 3]);
  });

  it('that is full before the store is made: it opens, says so, and works when there is room', async () => {
    disk = loopDisk('noatime', '16M');
    await (await open()).close();
    rmSync(join(disk.dir, 'feeds/journal'));
    const filler = fill();
    const store = await open();
    expect(store.faults()).toMatchObject([{ feedId: null, code: 'HUB_JOURNAL_WRITE' }]);
    expect(store.faults()[0]?.message).toContain('ENOSPC');
    unfill(filler);
    await store.create(1, { intervalS: 10 });
    store.append(1, [at(0, 1)]);
    await store.flush();
    expect(store.faults()).toEqual([]);
  });

  it('whose disk fails under it: answers go on, nothing is written, nothing that was flushed is lost', async () => {
    disk = loopDisk('noatime,errors=remount-ro', '16M');
    const store = await twoFeeds();
    store.append(1, [at(2, 3)]);
    await store.flush();
    disk.fail();
    const before = bytes('1.dat');
    store.append(1, [at(3, 4)]);
    await expect(store.flush()).rejects.toMatchObject({ code: 'HUB_JOURNAL_WRITE' });
    expect(store.faults()).toMatchObject([{ feedId: null, code: 'HUB_JOURNAL_WRITE' }]);
    expect(await values(store, 1)).toEqual([1, 11, 3]);
    expect(await store.valueAt(1, START + 30)).toBe(4);
    expect(bytes('1.dat')).toEqual(before);
    await store.close().catch(() => undefined);
    disk.mend();
    const again = await open();
    expect(again.faults()).toEqual([]);
    expect(await values(again, 1)).toEqual([1, 11, 3]);
  });

  it.each([
    ['that the store made', true],
    ['of emoncms, without a journal', false],
  ])(
    'mounted read-only, with a folder %s: it answers, and says that it cannot keep anything',
    async (_what, journal) => {
      disk = loopDisk('noatime', '16M');
      const store = await twoFeeds();
      store.append(1, [at(2, 3)]);
      await (journal ? store.flush() : store.close());
      if (!journal) rmSync(join(disk.dir, 'feeds/journal'));
      else await store.close();
      disk.mountReadOnly();
      const errors: unknown[] = [];
      const readOnly = await open(errors);
      expect(readOnly.faults()).toMatchObject([{ feedId: null, code: 'HUB_JOURNAL_WRITE' }]);
      expect(readOnly.faults()[0]?.message).toContain('EROFS');
      expect(await values(readOnly, 1)).toEqual([1, 11, 3]);
      expect(readOnly.append(2, [at(2, 5)]).stored).toBe(1);
      await expect(readOnly.flush()).rejects.toMatchObject({ code: 'HUB_JOURNAL_WRITE' });
      expect(await values(readOnly, 2)).toEqual([2, 12, 5]);
      await expect(readOnly.create(3, { intervalS: 10 })).rejects.toMatchObject({ code: 'HUB_FEED_READ_ONLY' });
    },
  );
});
