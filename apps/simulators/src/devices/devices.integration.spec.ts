import { openBroker } from '@hub/adapters/mqtt';
import { useServices, waitFor } from '@hub/testing';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, it } from 'vitest';

const services = useServices({ beforeAll, afterAll });

it('a simulated plug obeys over a real connection, and says when its button was pressed', async () => {
  const { broker } = services();
  const account = broker.account('tester');
  // A second connection of one account would end the first.
  const device = broker.account('tester-2');
  const url = `mqtt://127.0.0.1:${broker.plainPort}`;
  const hub = openBroker({
    url,
    clientId: `hub-${process.pid}`,
    username: account.username,
    password: account.password,
  });
  const heard: string[] = [];
  await hub.subscribe('emon/smartplug5304/#', ({ topic, payload }) =>
    heard.push(`${topic.slice(19)} ${payload.toString()}`),
  ).granted;
  const login = ['--url', url, '--username', device.username, '--password-file', device.passwordFile];
  const program = spawn(process.execPath, [
    'dist/apps/simulators/devices.mjs',
    ...login,
    'smartplug=emon/smartplug5304',
  ]);
  try {
    const says = (text: string) =>
      waitFor(() => heard.some((line) => line.includes(text)), { what: `${text} in ${heard.join(', ')}` });
    await says('describe smartplug');
    await hub.publish('emon/smartplug5304/in/timer', '0200 0500 0000 0000');
    await hub.publish('emon/smartplug5304/in/ctrlmode', 'Timer');
    await hub.publish('emon/smartplug5304/in/state', '');
    await says('"ctrlmode":"Timer","timer":"200 500 0 0"');
    program.stdin.write('emon/smartplug5304\n');
    await says('out/ctrlmode On');
  } finally {
    program.kill();
    await hub.close();
  }
});
