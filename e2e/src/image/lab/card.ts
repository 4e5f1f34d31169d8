import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, run } from './command';

const ROOT = join(import.meta.dirname, '../../../..');
/** Where partition 1 begins; the same for every image. */
const BOOT_OFFSET = '16M';
/** Where the partition table keeps the first sector of partition 4, and how many it has. */
const DATA_START_AT = 446 + 3 * 16 + 8;
const DATA_SECTORS_AT = DATA_START_AT + 4;

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

  /** A card that `flash` wrote in this run. */
  static of(dir: string, name: string): Card {
    return new Card(join(dir, `${name}.card`));
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
    return this.word(DATA_SECTORS_AT);
  }

  /** Whether one of these texts stands anywhere on the data partition, also where no file is any more. Texts of one line each. */
  async dataHolds(...texts: readonly string[]): Promise<boolean> {
    // Records end with NUL, so that an empty card is no endless line; grep passes over the holes of the file by itself.
    const search = 'exec <"$1"; dd bs=512 skip="$2" count=0 status=none; shift 2; grep -zaqF "$@"';
    const wanted = texts.flatMap((text) => ['-e', text]);
    const { code } = await attempt('sh', [
      '-c',
      search,
      'search',
      this.path,
      String(this.word(DATA_START_AT)),
      ...wanted,
    ]);
    return code === 0;
  }

  private word(at: number): number {
    const sectors = Buffer.alloc(4);
    const file = openSync(this.path, 'r');
    try {
      readSync(file, sectors, 0, sectors.length, at);
    } finally {
      closeSync(file);
    }
    return sectors.readUInt32LE();
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}
