/**
 * Settings of every listener of every broker: whatever client id a client asks for, it gets its account's name. So
 * no one can take over the session of another account, and an account has one session.
 */
export const LISTENER_SETTINGS: readonly string[] = ['use_username_as_clientid true'];
