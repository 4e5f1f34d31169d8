import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';

/*
 * A stream of bytes under a passphrase, in the format age v1 (https://c2sp.org/age): what is sealed here opens with `age -d`, and
 * the other way round. A file key is wrapped by scrypt of the passphrase; the bytes are sealed by it in pieces of 64 KiB,
 * each with its number and whether it is the last. So a piece that is changed, moved, missing or added is noticed.
 */

const VERSION = 'age-encryption.org/v1';
const SCRYPT_LABEL = `${VERSION}/scrypt`;
const CIPHER = 'chacha20-poly1305';
const PIECE_BYTES = 65_536;
const TAG_BYTES = 16;
const FILE_KEY_BYTES = 16;
const SALT_BYTES = 16;
const NONCE_BYTES = 16;
/** 2^15: 32 MiB and half a second of a Raspberry Pi 3 for each guess. */
const LOG_N = 15;
/** What others may have chosen: 128 MiB. */
const MOST_LOG_N = 17;
const MOST_HEADER_BYTES = 1024;

/** `NOT_SEALED`: it is another kind of file. `DAMAGED`: some of it is missing or changed. */
export type SealFault = 'NOT_SEALED' | 'PASSPHRASE_WRONG' | 'DAMAGED';

export class SealError extends Error {
  override readonly name = 'SealError';

  constructor(readonly code: SealFault) {
    super(code);
  }
}

/** Seals one stream. */
export type Sealer = (plain: AsyncIterable<Uint8Array>) => AsyncGenerator<Buffer>;

/** A passphrase does its slow part here, and is not needed any more afterwards. Each sealer is for one stream. `logN`: how hard a guess is. */
export async function sealerOf(passphrase: string, logN = LOG_N): Promise<Sealer> {
  const fileKey = randomBytes(FILE_KEY_BYTES);
  const salt = randomBytes(SALT_BYTES);
  const wrapped = sealed(await wrapKey(passphrase, salt, logN), Buffer.alloc(12), fileKey);
  const head = `${VERSION}\n-> scrypt ${base64(salt)} ${logN}\n${base64(wrapped)}\n---`;
  return (plain) => sealedStream(fileKey, head, plain);
}

async function* sealedStream(fileKey: Buffer, head: string, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const nonce = randomBytes(NONCE_BYTES);
  yield Buffer.concat([Buffer.from(`${head} ${base64(macOf(fileKey, head))}\n`), nonce]);
  const key = derived(fileKey, nonce, 'payload');
  let number = 0;
  for await (const { piece, isLast } of pieces(plain, PIECE_BYTES)) {
    yield sealed(key, pieceNonce(number, isLast), piece);
    number += 1;
  }
}

/** @throws SealError when it is not, or not any more, what was sealed; everything before that came from who knew the passphrase */
export async function* unseal(passphrase: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    const { head, mac, rest } = await headOf(source);
    const fileKey = await fileKeyOf(passphrase, head);
    if (!isSame(macOf(fileKey, head), mac)) throw new SealError('DAMAGED');
    const nonce = rest.subarray(0, NONCE_BYTES);
    const key = derived(fileKey, nonce, 'payload');
    const body = following(rest.subarray(NONCE_BYTES), source);
    let number = 0;
    for await (const { piece, isLast } of pieces(body, PIECE_BYTES + TAG_BYTES)) {
      yield opened(key, pieceNonce(number, isLast), piece, 'DAMAGED');
      number += 1;
    }
  } finally {
    await source.return?.();
  }
}

interface Head {
  /** As far as its sum counts. */
  readonly head: string;
  readonly mac: Buffer;
  /** What was read after it: the nonce at least. */
  readonly rest: Buffer;
}

async function headOf(source: AsyncIterator<Uint8Array>): Promise<Head> {
  let read = Buffer.alloc(0);
  for (;;) {
    const text = read.subarray(0, MOST_HEADER_BYTES).toString('latin1');
    const found = /\n--- ([A-Za-z0-9+/]{43})\n/.exec(text);
    if (found && read.length >= found.index + found[0].length + NONCE_BYTES) {
      const end = found.index + found[0].length;
      return {
        head: text.slice(0, found.index + 4),
        mac: Buffer.from(found[1] ?? '', 'base64'),
        rest: read.subarray(end),
      };
    }
    if (!VERSION.startsWith(text.slice(0, VERSION.length))) throw new SealError('NOT_SEALED');
    const next = read.length < MOST_HEADER_BYTES ? await source.next() : undefined;
    if (next === undefined || next.done === true) throw new SealError(found ? 'DAMAGED' : 'NOT_SEALED');
    read = Buffer.concat([read, next.value]);
  }
}

async function fileKeyOf(passphrase: string, head: string): Promise<Buffer> {
  const found = /^[^\n]+\n-> scrypt ([A-Za-z0-9+/]{22}) (\d{1,2})\n([A-Za-z0-9+/]{43})\n---$/.exec(head);
  const [, salt = '', logN = '', wrapped = ''] = found ?? [];
  if (!found || Number(logN) < 1 || Number(logN) > MOST_LOG_N) throw new SealError('NOT_SEALED');
  const key = await wrapKey(passphrase, Buffer.from(salt, 'base64'), Number(logN));
  return opened(key, Buffer.alloc(12), Buffer.from(wrapped, 'base64'), 'PASSPHRASE_WRONG');
}

function wrapKey(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const cost = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** logN * 1024 + 2 ** 20 };
  return new Promise((resolve, reject) => {
    const labelled = Buffer.concat([Buffer.from(SCRYPT_LABEL), salt]);
    scrypt(passphrase.normalize('NFC'), labelled, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

const derived = (fileKey: Buffer, salt: Uint8Array, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, salt, info, 32));

const macOf = (fileKey: Buffer, head: string): Buffer =>
  createHmac('sha256', derived(fileKey, Buffer.alloc(0), 'header'))
    .update(head)
    .digest();

const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

function pieceNonce(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function sealed(key: Buffer, nonce: Buffer, plain: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function opened(key: Buffer, nonce: Buffer, bytes: Uint8Array, fault: SealFault): Buffer {
  try {
    const end = bytes.length - TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]);
  } catch {
    throw new SealError(fault);
  }
}

async function* following(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

interface Piece {
  readonly piece: Buffer;
  readonly isLast: boolean;
}

/** Pieces of one size; the last may be shorter, and is empty only where there is nothing at all. */
async function* pieces(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let waiting = Buffer.alloc(0);
  for await (const more of bytes) {
    waiting = Buffer.concat([waiting, more]);
    while (waiting.length > size) {
      yield { piece: waiting.subarray(0, size), isLast: false };
      waiting = waiting.subarray(size);
    }
  }
  yield { piece: waiting, isLast: true };
}
