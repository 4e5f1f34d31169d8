import { join } from 'node:path';
import { isGoodPageCertificate, makePageCertificate, readIfExists } from '@hub/adapters/system';
import { writeFileAtomic, type WriteOptions } from '../files/write-file-atomic';

export interface PageCertificatePlaces {
  /** Folder of the hub's own authority. */
  readonly authorityDir: string;
  readonly file: string;
  /** Who the page's process is: it reads the file, and no one but root writes it. */
  readonly owner: WriteOptions['owner'];
}

/**
 * Makes the page's certificate for these names and addresses, where the one that is there does not serve or ends soon. `now` in
 * unix seconds. Returns whether it made one.
 *
 * @throws Error with what openssl said; the certificate that was there stays.
 */
export async function keepPageCertificate(
  { authorityDir, file, owner }: PageCertificatePlaces,
  hosts: readonly string[],
  now: number,
): Promise<boolean> {
  const authority = (await readIfExists(join(authorityDir, 'ca.crt'))) ?? '';
  if (isGoodPageCertificate((await readIfExists(file)) ?? '', authority, hosts, now)) return false;
  writeFileAtomic(file, await makePageCertificate(authorityDir, hosts), { mode: 0o400, ...(owner && { owner }) });
  return true;
}
