import { type EmoncmsAnswer, type EmoncmsRequest, json, NOT_ACCEPTABLE } from './exchange';

export interface UserPorts {
  readonly timezone: string;
  /** Says which hub this is, for good. */
  readonly uuid: () => Promise<string>;
}

/** What clients want to know of the account: a hub has one household, which is emoncms' user 1. `user/auth` is a call of its own. */
export async function userAnswer(
  ports: UserPorts,
  { route, role, parameters }: EmoncmsRequest,
): Promise<EmoncmsAnswer> {
  if (role === 'none') return NOT_ACCEPTABLE;
  if (route === 'user/getuuid') return json({ success: true, message: await ports.uuid() });
  if (route === 'user/gettimezone') return json(ports.timezone);
  return route === 'user/get' && role === 'write' ? json(await profile(ports, parameters['apikey'])) : NOT_ACCEPTABLE;
}

/** The key shown is the caller's own: the hub knows no other. */
const profile = async ({ timezone, uuid }: UserPorts, apikey: string | undefined): Promise<unknown> => ({
  id: '1',
  username: 'hub',
  email: '',
  gravatar: '',
  name: '',
  location: '',
  timezone,
  language: 'en_GB',
  bio: '',
  uuid: await uuid(),
  ...(apikey !== undefined && { apikey_write: apikey }),
});
