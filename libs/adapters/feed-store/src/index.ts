export * from './store/open';
export type { EngineOptions, FeedStoreOptions } from './store/options';
export type { Disk, DiskFile, FileStat, OpenMode } from './disk/disk';
export { MemoryDisk } from './disk/memory-disk';
export { nodeDisk } from './disk/node-disk';
