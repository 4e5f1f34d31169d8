import { openBroker } from '@hub/adapters/mqtt';
import { type BrokerCommand, CONTROL_ANSWERS, CONTROL_TOPIC } from '@hub/adapters/mosquitto';
import * as z from 'zod/mini';
import { ProvisioningError } from '../provisioning-error';

const Answer = z.object({ responses: z.array(z.object({ command: z.string(), error: z.optional(z.string()) })) });

/** One answer of the plugin; `error` is its own words. */
export type BrokerAnswer = z.infer<typeof Answer>['responses'][number];

/** Sends commands in one message and gives their answers. Injected, so that a test can stand in for the broker. */
export type BrokerControl = (commands: readonly BrokerCommand[]) => Promise<readonly BrokerAnswer[]>;

const WAIT_MS = 20_000;
const OWN_BROKER = 'mqtt://127.0.0.1:1883';

/**
 * The broker on this hub, as its admin account.
 *
 * @throws ProvisioningError HUB_BROKER_REFUSED without a usable answer in 20 s.
 */
export function brokerControl(adminPassword: string, url = OWN_BROKER): BrokerControl {
  return async (commands) => {
    const login = { url, clientId: 'cydynni-account', username: 'admin' };
    const client = openBroker({ ...login, password: adminPassword });
    let pending: (text: string) => void = () => undefined;
    try {
      const answer = new Promise<string>((resolve) => {
        pending = resolve;
      });
      await inTime(client.ready());
      await client.subscribe(CONTROL_ANSWERS, ({ payload }) => pending(payload.toString('utf8'))).granted;
      await client.publish(CONTROL_TOPIC, JSON.stringify({ commands }));
      return parsed(await inTime(answer));
    } finally {
      await client.close();
    }
  };
}

/** Resolves when the broker on this hub lets the account in. @throws ProvisioningError HUB_BROKER_REFUSED */
export async function logIn(username: string, password: string, url = OWN_BROKER): Promise<void> {
  const client = openBroker({ url, clientId: `${username}-check`, username, password });
  try {
    await inTime(client.ready());
  } catch {
    throw new ProvisioningError(
      'HUB_BROKER_REFUSED',
      `The broker does not let ${username} in with its new password.`,
      'Check that mosquitto.service runs and try again.',
    );
  } finally {
    await client.close();
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(noAnswer()), WAIT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The plugin's answer to a message of commands. */
export function parsed(text: string): readonly BrokerAnswer[] {
  try {
    return Answer.parse(JSON.parse(text)).responses;
  } catch {
    throw noAnswer();
  }
}

function noAnswer(): ProvisioningError {
  return new ProvisioningError(
    'HUB_BROKER_REFUSED',
    'The broker gave no usable answer to an account command.',
    'Check that mosquitto.service runs and try again.',
  );
}
