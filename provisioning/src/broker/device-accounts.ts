import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { DEVICE_LEDGER_MAX_BYTES, type DeviceAccount, parseDeviceLedger } from '@hub/adapters/mosquitto';

/**
 * The accounts that hub-api made. None where its file is missing or damaged: hub-api makes the file of its database again and has the
 * broker started once more. The file is hub-api's own, so it is no link, no pipe and of a bounded length, or it is not read.
 */
export function deviceAccounts(file: string): readonly DeviceAccount[] {
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(handle);
    if (!stat.isFile() || stat.size > DEVICE_LEDGER_MAX_BYTES) return [];
    return parseDeviceLedger(readFileSync(handle, 'utf8'));
  } catch {
    return [];
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
