import type { Broker } from '@hub/adapters/mqtt';
import { type Firmware, PoweredDevice } from '@hub/domain/firmware';

/** A simulated device on a real broker. */
export async function pluggedIn(broker: Broker, firmware: Firmware): Promise<PoweredDevice> {
  const granted: Promise<void>[] = [];
  const device = new PoweredDevice(firmware, {
    publish: ({ topic, text, retain = false }) => void broker.publish(topic, text, { qos: 0, retain }),
    subscribe: (filter, take) => {
      const subscription = broker.subscribe(filter, ({ topic, payload }) => take({ topic, text: payload.toString() }));
      granted.push(subscription.granted);
    },
    now: () => Date.now() / 1000,
  });
  await Promise.all(granted);
  return device;
}
