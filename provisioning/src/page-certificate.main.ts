import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { networkAddresses } from '@hub/adapters/system';
import { pageHosts } from '@hub/domain/provisioning';
import { runCommand } from './command';
import { keepPageCertificate } from './secrets/page-certificate';
import { systemUser } from './system-user';

const REQUEST = '/run/hub-api/page-certificate';
const AUTHORITY_DIR = '/data/secrets/tls';
const FILE = '/data/page/page.pem';

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(
      "usage: page-certificate   makes the certificate of the hub's page where the one that is there does not serve",
    );
    return;
  }
  // First: what is asked for meanwhile is looked at again.
  rmSync(REQUEST, { force: true });
  const places = { authorityDir: AUTHORITY_DIR, file: FILE, owner: systemUser('hub-api', runCommand) };
  const made = await keepPageCertificate(
    places,
    pageHosts(hostname(), networkAddresses()),
    Math.floor(Date.now() / 1000),
  );
  console.log(`page-certificate: ${made ? 'made' : 'the one that is there serves'}`);
}

await main();
