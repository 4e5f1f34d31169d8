import type { FeedFault, FeedFaultCode } from '@hub/domain/series';
import { errorCode } from '../disk/disk';

const ACTIONS: Record<FeedFaultCode, string> = {
  HUB_FEED_META_CORRUPT: 'Restore the .meta file from a backup, or remove the feed. Its .dat file was left as it is.',
  HUB_FEED_DATA_MISSING: 'Restore the .dat file from a backup, or remove the feed.',
  HUB_FEED_DATA_TRUNCATED: 'Restore the .dat file from a backup, or accept the shorter feed. Nothing was overwritten.',
  HUB_FEED_DISK_FULL: 'Free space on the data partition; the points kept in memory are written then.',
  HUB_FEED_READ_ONLY: 'Make the data partition writable; the points kept in memory are written then.',
  HUB_FEED_IO: 'Check the SD card; the points kept in memory are written when it answers again.',
};

export const feedFault = (feedId: number, code: FeedFaultCode, what: string): FeedFault => ({
  feedId,
  code,
  message: `feed ${feedId}: ${what}`,
  action: ACTIONS[code],
});

/** The fault behind a failed write. */
export function writeFault(feedId: number, error: unknown): FeedFault {
  const cause = error instanceof Error ? error.message : String(error);
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return feedFault(feedId, 'HUB_FEED_DISK_FULL', `the disk is full (${cause})`);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'EBADF':
      return feedFault(feedId, 'HUB_FEED_READ_ONLY', `the file system is read-only (${cause})`);
    default:
      return feedFault(feedId, 'HUB_FEED_IO', `the file cannot be written (${cause})`);
  }
}

/** Faults of the files themselves, found when the store opens: such a feed takes no points. */
export const isDamaged = (fault: FeedFault | undefined): boolean =>
  fault?.code === 'HUB_FEED_META_CORRUPT' ||
  fault?.code === 'HUB_FEED_DATA_MISSING' ||
  fault?.code === 'HUB_FEED_DATA_TRUNCATED';
