import {
  copyFileSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  readSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command';
import { DEV_KEYS } from './release';

const ROOT = join(import.meta.dirname, '../../../..');

export interface Signer {
  readonly key: string;
  readonly certificate: string;
}
export const devSigner: Signer = {
  key: join(DEV_KEYS, 'bundle.key.pem'),
  certificate: join(DEV_KEYS, 'bundle.cert.pem'),
};

/** Someone else's authority and key: everything about the signature is in order, but it is not trusted. */
export async function strangeSigner(dir: string): Promise<Signer> {
  const keys = join(dir, 'strange-keys');
  await run(join(ROOT, 'ota/bundle/keys'), ['dev', keys]);
  return { key: join(keys, 'bundle.key.pem'), certificate: join(keys, 'bundle.cert.pem') };
}

/** A certificate of the trusted authority that ran out years before it was used. */
export async function expiredSigner(dir: string): Promise<Signer> {
  const work = join(dir, 'expired-keys');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  const [key, request, certificate] = ['key.pem', 'request.pem', 'certificate.pem'].map((name) => join(work, name)) as [
    string,
    string,
    string,
  ];
  await run('openssl', [
    ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', key, '-out', request],
    ...['-subj', '/O=CydYnni Hub/CN=expired'],
  ]);
  writeFileSync(join(work, 'index.txt'), '');
  writeFileSync(join(work, 'serial'), '77\n');
  writeFileSync(
    join(work, 'ca.conf'),
    `[ca]\ndefault_ca=lab\n[lab]\ndatabase=${work}/index.txt\nserial=${work}/serial\nnew_certs_dir=${work}\n` +
      'default_md=sha256\npolicy=any\nx509_extensions=signing\n[any]\norganizationName=optional\ncommonName=supplied\n' +
      '[signing]\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,codeSigning\n',
  );
  await run('openssl', [
    ...['ca', '-batch', '-config', join(work, 'ca.conf'), '-in', request, '-out', certificate, '-notext'],
    ...['-cert', join(DEV_KEYS, 'keyring.pem'), '-keyfile', join(DEV_KEYS, 'ca.key.pem')],
    ...['-startdate', '20200101000000Z', '-enddate', '20210101000000Z'],
  ]);
  return { key, certificate };
}

export interface Wrong {
  readonly version: string;
  readonly compatible?: string;
  readonly format?: 'plain' | 'verity';
  readonly signer?: Signer;
}

/** A small bundle made by hand, because our own tools refuse to make a wrong one. */
export async function smallBundle(dir: string, name: string, wrong: Wrong): Promise<string> {
  const { version, compatible = 'cydynni-hub-arm64', format = 'verity', signer = devSigner } = wrong;
  const content = join(dir, `${name}-content`);
  const bundle = join(dir, `${name}.raucb`);
  rmSync(content, { recursive: true, force: true });
  rmSync(bundle, { force: true });
  mkdirSync(content);
  writeFileSync(join(content, 'rootfs.img'), Buffer.alloc(4 << 20, 'no system at all '));
  writeFileSync(
    join(content, 'manifest.raucm'),
    `[update]\ncompatible=${compatible}\nversion=${version}\n[bundle]\nformat=${format}\n[image.rootfs]\nfilename=rootfs.img\n` +
      'adaptive=block-hash-index\n',
  );
  await run('rauc', [`--cert=${signer.certificate}`, `--key=${signer.key}`, 'bundle', content, bundle]);
  return bundle;
}

/** A copy cut short. */
export function truncated(bundle: string, name: string): string {
  const copy = join(dirname(bundle), `${name}.raucb`);
  writeFileSync(copy, readFileSync(bundle).subarray(0, Math.floor(statSync(bundle).size * 0.9)));
  return copy;
}

/**
 * A copy with one bit changed where the bundle has these bytes.
 * @throws Error if it does not have them as they are.
 */
export function flipped(bundle: string, name: string, where: Buffer): string {
  const at = readFileSync(bundle).indexOf(where);
  if (at < 0) throw new Error(`${bundle} does not have the ${where.length} bytes to change`);
  const copy = join(dirname(bundle), `${name}.raucb`);
  copyFileSync(bundle, copy);
  const file = openSync(copy, 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
  closeSync(file);
  return copy;
}
