import type { Broker } from '@hub/adapters/mqtt';
import { Logger } from '@nestjs/common';

/** Logs an outage once: the broker is tried twice a second, and a log line for each try would be a storm of its own. */
export function sayBrokerStatus({ status }: Broker): void {
  const logger = new Logger('broker');
  status.subscribe(({ state, detail }) => {
    if (state === 'connected') logger.log('connected to the broker');
    else if (state === 'away') logger.warn(`the broker cannot be reached: ${detail ?? ''}`);
    else if (state === 'refused') logger.warn(`the broker refuses this hub's account: ${detail ?? ''}`);
  });
}
