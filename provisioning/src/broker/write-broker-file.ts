import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEVICE_LEDGER, type PasswordHash, passwordHash, rightsOf } from '@hub/adapters/mosquitto';
import * as z from 'zod/mini';
import { writeFileAtomic, type WriteOptions } from '../files/write-file-atomic';
import { ProvisioningError } from '../provisioning-error';
import { BROKER_ACCOUNTS } from '../secrets/make-secrets';
import { brokerFile } from './broker-file';
import { deviceAccounts } from './device-accounts';
import { keepLedger, type Ledger, readLedger } from './ledger';

export const LEDGER = 'secrets/mqtt/accounts.json';
/** What hub-api keeps beside its database, see `DEVICE_LEDGER`. */
const DEVICES = `hub/${DEVICE_LEDGER}`;
/** Where earlier releases let the broker keep the accounts. */
const EARLIER = 'mosquitto/dynamic-security.json';

/**
 * Makes the broker's account file for one start, from the passwords and the ledger. It lies in memory: the card may be full, and
 * what a newer broker makes of it is gone when this release's broker starts again.
 *
 * @returns what is wrong with the gateways' accounts; the hub's own accounts are in the file all the same
 * @throws when a password of the hub itself is missing
 */
export function writeBrokerFile(
  dataDir: string,
  target: string,
  owner: NonNullable<WriteOptions['owner']>,
): ProvisioningError | undefined {
  const accounts = new Map<string, PasswordHash>();
  for (const name of BROKER_ACCOUNTS) {
    accounts.set(name, passwordHash(readFileSync(join(dataDir, 'secrets/mqtt', name), 'utf8').trim()));
  }
  let fault: ProvisioningError | undefined;
  try {
    for (const [name, hash] of gateways(dataDir)) if (isGateway(name)) accounts.set(name, hash);
  } catch (error) {
    if (!(error instanceof ProvisioningError)) throw error;
    fault = error;
  }
  writeFileAtomic(target, brokerFile(accounts, deviceAccounts(join(dataDir, DEVICES))), { owner });
  return fault;
}

const isGateway = (name: string): boolean => name.startsWith('gateway-') && rightsOf(name) !== undefined;

function gateways(dataDir: string): Ledger {
  const file = join(dataDir, LEDGER);
  if (existsSync(file)) return readLedger(file);
  const taken = takenOver(join(dataDir, EARLIER));
  if (taken.size > 0) keepLedger(file, taken);
  return taken;
}

const Earlier = z.object({
  clients: z.array(z.object({ username: z.string(), password: z.string(), salt: z.string(), iterations: z.int() })),
});

/** The gateways of an earlier release's account file; none where it is torn or of another form. */
function takenOver(file: string): Ledger {
  try {
    const { clients } = Earlier.parse(JSON.parse(readFileSync(file, 'utf8')));
    return new Map(clients.flatMap(({ username, ...hash }) => (isGateway(username) ? [[username, hash]] : [])));
  } catch {
    return new Map();
  }
}
