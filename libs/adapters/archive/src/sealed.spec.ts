import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { sealerOf, unseal } from './sealed';

const PASSPHRASE = 'llyn yn y mynydd';
const QUICK_LOG_N = 4;

async function* inBlocks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const sealedOf = async (bytes: Uint8Array): Promise<Buffer> =>
  buffer((await sealerOf(PASSPHRASE, QUICK_LOG_N))(inBlocks(bytes, 10_000)));
const openedOf = (bytes: Uint8Array, passphrase = PASSPHRASE): Promise<Buffer> =>
  buffer(unseal(passphrase, inBlocks(bytes, 7_001)));
const plainOf = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, at) => at * 7));

it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])('gives back %d bytes', async (length) => {
  expect((await openedOf(await sealedOf(plainOf(length)))).equals(plainOf(length))).toBe(true);
});

it('makes a guess as hard as a Raspberry Pi can bear', async () => {
  const sealed = await buffer((await sealerOf(PASSPHRASE))(inBlocks(Buffer.of(1), 1)));
  expect(sealed.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 15\n/);
  expect((await openedOf(sealed)).equals(Buffer.of(1))).toBe(true);
}, 60_000);

/** Made by age-encryption 0.3.1 of age's author, with the work factor 10. */
const BY_AGE =
  'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBTTnV0UGxFNTJXdGtodXBXSEs2UFp3IDEwCkxuSzlRUERzVUlLa1Z4WlhRSTlDaG9uazhTNGVW' +
  'S1BPQ0hXOThNNjFhTkkKLS0tIDk5TzZNNURzZ3p3WGNUSFdMNkcrTUhWaDNTclJNRm04VDQ2Mmt1VGFSancKpgw6SyeSNa7Dc2nwMrtqQYbqaXAUvZnF' +
  'cPScC5RyxkFT0HBhqGXbViOZP7TdaixlmbafTw==';

it('opens what others sealed', async () => {
  expect((await openedOf(Buffer.from(BY_AGE, 'base64'))).toString()).toBe('cymylau dros y llyn\n');
});

it('is refused with another passphrase', async () => {
  const sealed = await sealedOf(plainOf(10));
  await expect(openedOf(sealed, 'llyn yn y mynyd')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
});

it('is refused when it is cut anywhere, or a byte of it is another', async () => {
  const sealed = await sealedOf(plainOf(66_000));
  const header = sealed.indexOf('\n--- ') + 49;
  const places = [
    0,
    30,
    60,
    100,
    header - 3,
    header + 3,
    header + 16,
    header + 40_000,
    sealed.length - 400,
    sealed.length - 1,
  ];
  for (const at of places) {
    await expect(openedOf(sealed.subarray(0, at))).rejects.toMatchObject({ name: 'SealError' });
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(openedOf(changed)).rejects.toMatchObject({ name: 'SealError' });
  }
  await expect(openedOf(Buffer.concat([sealed, Buffer.of(0)]))).rejects.toMatchObject({ code: 'DAMAGED' });
});

it('is told from any other file', async () => {
  for (const other of ['', 'PK\u0003\u0004', 'age-encryption.org/v1\n-> X25519 aaaa\n', 'x'.repeat(5000)])
    await expect(openedOf(Buffer.from(other))).rejects.toMatchObject({ code: 'NOT_SEALED' });
});
