import * as z from 'zod/mini';

const KEY_TYPES =
  'ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\\.com|sk-ecdsa-sha2-nistp256@openssh\\.com';

/** One public key on one line, without options: an option could run a command. */
export const SshPublicKey = z
  .string()
  .check(
    z.maxLength(2000),
    z.regex(
      new RegExp(`^(?:${KEY_TYPES}) [A-Za-z0-9+/]{40,}={0,3}(?: [\\x21-\\x7e ]*)?$`),
      'must be one public key line, such as "ssh-ed25519 AAAA… name"',
    ),
  );

/** `PUT /api/v1/device/ssh`: who may come in, beside the keys of the card. An empty list switches SSH off. */
export const SshRequest = z.object({ authorizedKeys: z.array(SshPublicKey).check(z.maxLength(16)) });
export type SshRequest = z.infer<typeof SshRequest>;

/** How SSH stands, as its switch writes it (`/run/cydynni/ssh.json`). */
export const SshStatus = z.object({
  enabled: z.boolean(),
  keys: z.number(),
  /** The last request that was dealt with; `refused` says why its keys were not taken. */
  request: z.nullable(z.string()),
  refused: z.nullable(z.string()),
});
export type SshStatus = z.infer<typeof SshStatus>;
