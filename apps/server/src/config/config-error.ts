/** The environment does not describe a server. `message` names each variable and what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'SERVER_CONFIG_INVALID';
}
