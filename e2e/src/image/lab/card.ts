import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';

const ROOT = join(import.meta.dirname, '../../../..');
/** Where partition 1 begins; the same for every image. */
const BOOT_OFFSET = '16M';
/** Where the partition table keeps the sectors of partition 4. */
const DATA_SECTORS_AT = 446 + 3 * 16 + 12;

/** The baked image: $HUB_IMAGE, or the one in dist/image. */
export function bakedImage(): string {
  const named = process.env['HUB_IMAGE'];
  if (named !== undefined) return named;
  const dir = join(ROOT, 'dist/image');
  const image = existsSync(dir) ? readdirSync(dir).find((name) => name.endsWith('.img')) : undefined;
  if (image === undefined) throw new Error('HUB_IMAGE_MISSING: dist/image holds no .img file; run ./hub image first.');
  return join(dir, image);
}

/** An SD card: a sparse copy of the image on a card of this size. */
export class Card {
  private constructor(readonly path: string) {}

  static async flash(dir: string, name: string, sizeGiB: number, image = bakedImage()): Promise<Card> {
    mkdirSync(dir, { recursive: true });
    const path = join(dir, `${name}.card`);
    rmSync(path, { force: true });
    await run('cp', ['--sparse=always', '--reflink=auto', image, path], 300_000);
    await run('truncate', ['-s', `${sizeGiB}G`, path]);
    return new Card(path);
  }

  private get boot(): string {
    return `${this.path}@@${BOOT_OFFSET}`;
  }

  /** Lays a file on the boot partition, as a person does with the card in a computer. */
  async put(name: string, content: string): Promise<void> {
    const file = `${this.path}.${name}`;
    writeFileSync(file, content);
    await run('mcopy', ['-o', '-i', this.boot, file, `::${name}`]);
    rmSync(file);
  }

  /** Takes a file from the boot partition. */
  async take(name: string, target: string): Promise<void> {
    await run('mcopy', ['-n', '-o', '-i', this.boot, `::${name}`, target]);
  }

  async bootFiles(): Promise<readonly string[]> {
    return (await run('mdir', ['-b', '-i', this.boot, '::'])).split('\n').map((line) => line.replace('::/', ''));
  }

  /** How large the card's partition table says that the data partition is, in sectors. */
  dataSectors(): number {
    const sectors = Buffer.alloc(4);
    const file = openSync(this.path, 'r');
    try {
      readSync(file, sectors, 0, sectors.length, DATA_SECTORS_AT);
    } finally {
      closeSync(file);
    }
    return sectors.readUInt32LE();
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}
