import { encodeMeta, fileNames } from '@hub/domain/series';
import type { Disk } from '../disk/disk';
import type { Feed } from '../feed/feed';

const ready = (name: string): string => `${name}.swap`;

/** Lays new files of a feed beside the old ones; a journal record then says that they count. */
export function prepareSwap(disk: Disk, feed: Feed, startTime: number, points: Uint8Array): void {
  const names = fileNames(feed.id);
  disk.replaceSync(ready(names.data), points);
  disk.replaceSync(ready(names.meta), encodeMeta({ intervalS: feed.intervalS, startTime }));
}

/** Puts prepared files in place. Done again after a cut it does what is left to do. */
export function finishSwap(disk: Disk, id: number): void {
  const names = fileNames(id);
  disk.renameSync(ready(names.data), names.data);
  disk.renameSync(ready(names.meta), names.meta);
}

/** Prepared files that no journal record knows of: the cut came before. */
export function dropPrepared(disk: Disk): void {
  for (const name of disk.list()) if (name.endsWith('.swap') || name.endsWith('.new')) disk.removeSync(name);
}
