import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import {
  makePageCertificate,
  isGoodPageCertificate,
  networkAddresses,
  readIfExists,
  writeFileAtomic,
} from '@hub/adapters/system';
import { freePort, type Services } from '@hub/adapters/services';
import { pageHosts } from '@hub/domain/provisioning';

const PORT = 8443;

/** Where the page answers over TLS, and with what. */
export interface SecurePage {
  readonly port: number;
  readonly certificateFile: string;
}

/** A certificate for the addresses that this computer has now, of the private services' own authority. */
export async function securePage(state: string, { broker }: Services): Promise<SecurePage> {
  const certificateFile = join(state, 'page.pem');
  const hosts = pageHosts(hostname().split('.', 1)[0] ?? '', networkAddresses());
  const [present, authority] = [await readIfExists(certificateFile), await readIfExists(broker.caFile)];
  const now = Math.floor(Date.now() / 1000);
  if (!isGoodPageCertificate(present ?? '', authority ?? '', hosts, now))
    await writeFileAtomic(certificateFile, await makePageCertificate(dirname(broker.caFile), hosts));
  return { port: await freePort('0.0.0.0', PORT), certificateFile };
}
