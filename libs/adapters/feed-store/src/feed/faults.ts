import { type FeedFault, type FeedFaultCode, SeriesError } from '@hub/domain/series';
import { errorCode } from '../disk/disk';

const ACTIONS: Record<FeedFaultCode, string> = {
  HUB_FEED_META_CORRUPT: 'Restore the .meta file from a backup, or remove the feed. Its .dat file was left as it is.',
  HUB_FEED_DATA_MISSING: 'Restore the .dat file from a backup, or remove the feed.',
  HUB_FEED_DATA_TRUNCATED: 'Restore the .dat file from a backup, or accept the shorter feed. Nothing was overwritten.',
  HUB_FEED_DISK_FULL: 'Free space on the data partition; the points kept in memory are written then.',
  HUB_FEED_READ_ONLY: 'Make the data partition writable; the points kept in memory are written then.',
  HUB_FEED_IO: 'Check the SD card; the points kept in memory are written when it answers again.',
  HUB_FEED_UNFINISHED: 'Make the data partition writable and start again: what was begun is finished then.',
  HUB_JOURNAL_WRITE:
    'Check the data partition: full, read-only or worn. The points stay in memory and are tried again.',
};

export const feedFault = (feedId: number, code: FeedFaultCode, what: string): FeedFault => ({
  feedId,
  code,
  message: `feed ${feedId}: ${what}`,
  action: ACTIONS[code],
});

/** The journal takes nothing: no feed's points survive a power cut. */
export const journalFault = (cause: unknown): FeedFault => ({
  feedId: null,
  code: 'HUB_JOURNAL_WRITE',
  message: `the journal cannot be written (${errorCode(cause) || String(cause)})`,
  action: ACTIONS.HUB_JOURNAL_WRITE,
});

export const errorOf = ({ code, message, action }: FeedFault, cause?: unknown): SeriesError =>
  new SeriesError(code, message, action, { cause });

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
  fault?.code === 'HUB_FEED_DATA_TRUNCATED' ||
  fault?.code === 'HUB_FEED_UNFINISHED';
