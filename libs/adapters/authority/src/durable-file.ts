import { open, rename } from 'node:fs/promises';

/** Replaces a file as a whole: a reader, also after a power cut, finds the old one or the new one. */
export async function writeDurably(file: string, text: string, mode = 0o644): Promise<void> {
  const handle = await open(`${file}.new`, 'w', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}
