import { type RunCommand } from './command';
import { ProvisioningError } from './provisioning-error';

/** The numbers of a system account, from the system's own database. */
export function systemUser(name: string, run: RunCommand): { readonly uid: number; readonly gid: number } {
  const [, , uid, gid] = run('getent', ['passwd', name]).split(':');
  const user = { uid: Number(uid), gid: Number(gid) };
  if (Number.isInteger(user.uid) && Number.isInteger(user.gid)) return user;
  throw new ProvisioningError(
    'HUB_USER_MISSING',
    `The system has no account ${name}.`,
    'Bake the image again: stage-system makes it.',
  );
}
