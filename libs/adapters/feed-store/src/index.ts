export * from './store/open';
export type { EngineOptions, FeedStoreOptions } from './store/options';
export type { Disk, DiskFile, FileStat, OpenMode } from './disk/disk';
