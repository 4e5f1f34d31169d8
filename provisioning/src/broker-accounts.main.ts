import { writeBrokerFile } from './broker/write-broker-file';
import { runCommand } from './command';
import { writeFileAtomic } from './files/write-file-atomic';
import { systemUser } from './system-user';

const TARGET = '/run/mosquitto/dynamic-security.json';
const STATUS = '/run/cydynni/broker-accounts.json';

if (process.argv.includes('--help')) {
  console.log(`usage: broker-accounts   makes ${TARGET} of the accounts that this hub keeps; runs before the broker`);
} else {
  const fault = writeBrokerFile('/data', TARGET, systemUser('mosquitto', runCommand));
  if (fault) console.error(`${fault.code}: ${fault.message} ${fault.action}`);
  const said = fault ? { code: fault.code, message: fault.message, action: fault.action } : null;
  writeFileAtomic(STATUS, `${JSON.stringify({ format: 1, fault: said })}\n`, { mode: 0o644 });
}
