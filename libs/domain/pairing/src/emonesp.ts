/** What a plug needs to reach the broker of the hub that it asked. */
export interface PlugLogin {
  readonly username: string;
  readonly password: string;
  /** First levels of its topics. */
  readonly baseTopic: string;
  readonly port: number;
}

/** Port that the firmware takes when the reply names none. */
const USUAL_PORT = 1883;

/**
 * The reply to a plug that was let in: `user:password:basetopic[:port]`. The firmware splits at colons and takes three or
 * four fields for a login, whatever they say.
 *
 * @throws RangeError when a field holds a colon or nothing: the plug would read another login.
 */
export function loginReply({ username, password, baseTopic, port }: PlugLogin): string {
  const fields = [username, password, baseTopic, ...(port === USUAL_PORT ? [] : [String(port)])];
  if (fields.some((field) => field === '' || !/^[\w./-]+$/.test(field)))
    throw new RangeError('A field of a reply holds what the firmware cannot read.');
  return fields.join(':');
}

/** Whether the firmware would take a text for a login. */
export const isLogin = (text: string): boolean => [3, 4].includes(text.split(':').length);

/** What a plug is told that was not let in (yet). Never with colons: the firmware could take it for a login. */
export function waitReply(address: string): string {
  const isPlain = /^[0-9.]+$/.test(address);
  return isPlain ? `Authentication request registered for IP ${address}` : 'Authentication request registered';
}
