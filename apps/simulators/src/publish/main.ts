import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openBroker } from '@hub/adapters/mqtt';
import { fill, parsePublishCommandLine, PUBLISH_HELP } from './options';

async function main(): Promise<void> {
  const options = parsePublishCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(PUBLISH_HELP);
    return;
  }
  const { url, username, passwordFile, caFile, topic, retain } = options;
  const password = passwordFile === undefined ? undefined : readFileSync(passwordFile, 'utf8').trim();
  const broker = openBroker({ url, username, password, caFile, clientId: `publish-${process.pid}` });
  await broker.ready();
  for (let n = 1; n <= options.count; n++) {
    if (n > 1) await delay(options.everyMs);
    await broker.publish(topic, fill(options.payload, Date.now() / 1000, n), { qos: 1, retain });
  }
  await broker.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`publish: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
