import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type RunCommand } from '../command';
import { ProvisioningError } from '../provisioning-error';

/** A command of mosquitto's dynamic-security plugin. */
export type BrokerCommand = Readonly<Record<string, unknown>> & { readonly command: string };

const CONTROL = '$CONTROL/dynamic-security/v1';
const Answer = z.object({ responses: z.array(z.object({ command: z.string(), error: z.optional(z.string()) })) });

/** One answer of the plugin; `error` is its own words. */
export type BrokerAnswer = z.infer<typeof Answer>['responses'][number];

/**
 * Sends commands to the broker on this hub as its admin account, in one message, and returns the answers.
 * Account and password go in by a file that only root reads: arguments are visible to every process.
 */
export function brokerControl(
  run: RunCommand,
  adminPassword: string,
  commands: readonly BrokerCommand[],
): readonly BrokerAnswer[] {
  const settings = mkdtempSync(join(tmpdir(), 'cydynni-account-'));
  try {
    writeFileSync(join(settings, 'mosquitto_rr'), `-u admin\n-P ${adminPassword}\n`, { mode: 0o600 });
    const text = run(
      'mosquitto_rr',
      [
        '-h',
        '127.0.0.1',
        '-p',
        '1883',
        '-V',
        '5',
        '-q',
        '1',
        '-W',
        '20',
        '-t',
        CONTROL,
        '-e',
        `${CONTROL}/response`,
        '-s',
      ],
      {
        input: JSON.stringify({ commands }),
        env: { ...process.env, XDG_CONFIG_HOME: settings },
      },
    );
    return parsed(text);
  } finally {
    rmSync(settings, { recursive: true, force: true });
  }
}

function parsed(text: string): readonly BrokerAnswer[] {
  try {
    return Answer.parse(JSON.parse(text)).responses;
  } catch {
    throw new ProvisioningError(
      'HUB_BROKER_REFUSED',
      'The broker gave no usable answer to an account command.',
      'Check that mosquitto.service runs and try again.',
    );
  }
}
