import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brokerControl, logIn } from './broker/control';
import { type AccountPorts, addGateway, removeGateway } from './broker/gateway-accounts';
import { LEDGER } from './broker/write-broker-file';
import { ProvisioningError } from './provisioning-error';

const USAGE = `usage: cydynni-account add gateway-<serial>      makes a broker account and prints it once, as JSON
       cydynni-account remove gateway-<serial>   takes it away`;
const ADMIN_PASSWORD = '/data/secrets/mqtt/admin';
const AUTHORITY = '/data/secrets/tls/ca.crt';

function ports(): AccountPorts {
  return {
    ledger: `/data/${LEDGER}`,
    control: brokerControl(readFileSync(ADMIN_PASSWORD, 'utf8').trim()),
    login: logIn,
  };
}

async function add(username: string): Promise<void> {
  const password = randomBytes(18).toString('base64url');
  await addGateway(ports(), username, password);
  console.log(
    JSON.stringify({ username, password, host: 'cydynni.local', port: 8883, ca: readFileSync(AUTHORITY, 'utf8') }),
  );
}

async function main([verb, username]: readonly string[]): Promise<void> {
  if (verb === 'add' && username !== undefined) await add(username);
  else if (verb === 'remove' && username !== undefined) await removeGateway(ports(), username);
  else {
    console.log(USAGE);
    process.exitCode = verb === '--help' ? 0 : 2;
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const text = error instanceof ProvisioningError ? `${error.code}: ${error.message} ${error.action}` : String(error);
  console.error(text);
  process.exitCode = 1;
}
