import { MemoryDisk } from '../disk/memory-disk';
import type { FeedStore } from '@hub/domain/series';
import { describe, expect, it } from 'vitest';
import { type DiskCall, FaultyDisk } from '../disk/faulty-disk';
import { openFeedStoreOn } from './open';

const START = 1_700_000_000;
const OPTIONS = { clock: () => START + 1e6, flushPeriodS: 0, journalPages: 32, tailPoints: 100 };
const at = (slot: number, value: number) => ({ time: START + slot * 10, value });
const bytesOf = (disk: MemoryDisk, name: string): string => {
  if (disk.stat(name) === undefined) return 'absent';
  const bytes = new Uint8Array(disk.stat(name)?.size ?? 0);
  disk.open(name, 'existing').readSync(bytes, 0);
  return Buffer.from(bytes).toString('hex');
};

async function twoFeeds(): Promise<{ memory: MemoryDisk; disk: FaultyDisk; store: FeedStore }> {
  const memory = new MemoryDisk();
  const disk = new FaultyDisk(memory);
  const store = await openFeedStoreOn(disk, OPTIONS);
  await store.create(1, { intervalS: 10 });
  await store.create(2, { intervalS: 10 });
  for (const id of [1, 2]) store.append(id, [at(0, id), at(1, id + 10)]);
  await store.complete();
  return { memory, disk, store };
}

const reopened = async (memory: MemoryDisk): Promise<FeedStore> => openFeedStoreOn(memory, OPTIONS);

describe('a disk that refuses one feed', () => {
  it.each<[string, DiskCall, string]>([
    ['ENOSPC', 'write', 'HUB_FEED_DISK_FULL'],
    ['EROFS', 'write', 'HUB_FEED_READ_ONLY'],
    ['EIO', 'write', 'HUB_FEED_IO'],
  ])('%s on %s: names it, the other goes on, nothing is lost when it ends', async (errno, call, code) => {
    const { memory, disk, store } = await twoFeeds();
    disk.failure = (failing, name) => (failing === call && name === '1.dat' ? errno : undefined);
    for (const id of [1, 2]) store.append(id, [at(2, id + 20)]);
    await store.complete();
    expect(store.faults()).toMatchObject([{ feedId: 1, code, message: expect.stringContaining('feed 1') as string }]);
    expect(memory.stat('2.dat')?.size).toBe(12);
    expect(memory.stat('1.dat')?.size).toBe(8);
    expect(await store.valueAt(1, START + 20)).toBe(21);

    const afterCut = await reopened(memory.copy());
    expect(await afterCut.valueAt(1, START + 20)).toBe(21);

    disk.failure = () => undefined;
    await store.complete();
    expect(store.faults()).toEqual([]);
    expect(memory.stat('1.dat')?.size).toBe(12);
  });

  it('refuses points, counted, when its memory is full, and only its own', async () => {
    const { disk, store } = await twoFeeds();
    disk.failure = (call, name) => (call === 'write' && name === '1.dat' ? 'ENOSPC' : undefined);
    let refused = 0;
    for (let slot = 2; slot < 300; slot++) {
      refused += store.append(1, [at(slot, slot)]).reasons['feed-fault'] ?? 0;
      expect(store.append(2, [at(slot, slot)]).stored).toBe(1);
    }
    expect(refused).toBe(198);
  });
});

describe('a journal that cannot be written', () => {
  it('rejects the flush, keeps the points and writes them later', async () => {
    const { memory, disk, store } = await twoFeeds();
    disk.failure = (call, name) => (call === 'write' && name === 'journal' ? 'EIO' : undefined);
    store.append(1, [at(2, 7)]);
    store.append(1, [at(0, 8)]);
    await expect(store.flush()).rejects.toThrow('the journal cannot be written (EIO)');
    disk.failure = () => undefined;
    await store.flush();
    const afterCut = await reopened(memory.copy());
    expect(await afterCut.valueAt(1, START + 20)).toBe(7);
    expect(await afterCut.valueAt(1, START)).toBe(8);
  });
});

describe('damaged files', () => {
  it.each<[string, (disk: MemoryDisk) => void, string]>([
    ['a truncated .dat', (disk) => disk.replaceSync('1.dat', new Uint8Array(4)), 'HUB_FEED_DATA_TRUNCATED'],
    ['a missing .dat', (disk) => disk.removeSync('1.dat'), 'HUB_FEED_DATA_MISSING'],
    ['a short .meta', (disk) => disk.replaceSync('1.meta', new Uint8Array(7)), 'HUB_FEED_META_CORRUPT'],
    ['a .meta of zeros', (disk) => disk.replaceSync('1.meta', new Uint8Array(16)), 'HUB_FEED_META_CORRUPT'],
    ['a start without points', (disk) => disk.replaceSync('1.dat', new Uint8Array()), 'HUB_FEED_META_CORRUPT'],
  ])('%s: is named, refuses points, is not overwritten; the other feed goes on', async (_what, damage, code) => {
    const { memory, store } = await twoFeeds();
    await store.close();
    damage(memory);
    const before = [bytesOf(memory, '1.meta'), bytesOf(memory, '1.dat')];
    let again = await reopened(memory);
    expect(again.faults()).toMatchObject([{ feedId: 1, code }]);
    expect(again.append(1, [at(2, 1)])).toMatchObject({ ignored: 1, reasons: { 'feed-fault': 1 } });
    await expect(again.valueAt(1, START)).rejects.toThrow('feed 1');
    expect(again.append(2, [at(2, 22)]).stored).toBe(1);
    await again.close();
    again = await reopened(memory);
    expect(again.faults()).toMatchObject([{ feedId: 1, code }]);
    expect([bytesOf(memory, '1.meta'), bytesOf(memory, '1.dat')]).toEqual(before);
    expect(await again.valueAt(2, START + 20)).toBe(22);
  });

  it.each<[string, number]>([
    ['half of its points', 1],
    ['all of its points', 0],
  ])('a feed that lost %s goes on when somebody accepts it, also after a power cut', async (_what, left) => {
    const { memory, store } = await twoFeeds();
    await store.close();
    memory.replaceSync('1.dat', new Uint8Array(4 * left));
    const damaged = await reopened(memory);
    await expect(damaged.acceptTruncated(2)).rejects.toThrow('feed 2 lost no points');
    expect(await damaged.acceptTruncated(1)).toBe(left);
    for (const again of [damaged, await reopened(memory.copy())]) {
      expect(again.faults()).toEqual([]);
      expect(again.append(1, [at(5, 15)]).stored).toBe(1);
      expect(again.meta(1)?.npoints).toBe(left === 0 ? 1 : 6);
      await again.flush();
      expect(await again.valueAt(1, START + 50)).toBe(15);
    }
    await damaged.close();
    expect((await reopened(memory)).faults()).toEqual([]);
  });
});
