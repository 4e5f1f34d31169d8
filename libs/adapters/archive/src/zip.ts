import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of an archive. Its bytes are asked for when its turn comes, so that none has to be in memory or counted before. */
export interface ArchivePart {
  /** With slashes between folders. */
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * A zip archive as it is made: nothing is read before the reader asks for it. When the reader goes away, the part that was
 * being read is closed; when a part fails, the stream does, so that what was read is no whole archive.
 *
 * @param madeAt time of every file in it
 */
export function zipOf(parts: readonly ArchivePart[], madeAt: Date): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  let reading: Readable | undefined;
  for (const { name, open } of parts)
    zip.addReadStreamLazy(name, { mtime: madeAt }, (give) => {
      reading = Readable.from(open(), { objectMode: false });
      reading.once('error', (error) => out.destroy(error));
      give(null, reading);
    });
  out.once('close', () => reading?.destroy());
  zip.once('error', (error: Error) => out.destroy(error));
  zip.end();
  return out;
}
