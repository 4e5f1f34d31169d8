import { join } from 'node:path';
import { readIfExists } from '@hub/adapters/system';
import { PreseedView, ProvisionReport } from '@hub/contracts';
import * as z from 'zod/mini';

/** What provisioning says of its part of the first boot; null where it said nothing. */
export const provisionReport = (runDir: string): Promise<ProvisionReport | null> =>
  read(join(runDir, 'provision.json'), ProvisionReport);

export const preseedStatus = (runDir: string): Promise<PreseedView | null> =>
  read(join(runDir, 'preseed-status.json'), PreseedView);

async function read<S extends z.core.$ZodType>(path: string, schema: S): Promise<z.output<S> | null> {
  try {
    const text = await readIfExists(path);
    return text === undefined ? null : z.parse(schema, JSON.parse(text));
  } catch {
    // A report that cannot be read is as good as none: the steps are looked at themselves.
    return null;
  }
}
