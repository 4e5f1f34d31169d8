import type { Broker, BrokerMessage } from '@hub/adapters/mqtt';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BrokerTransport } from './broker-transport';

const taken: [handler: string, topic: string, payload: string][] = [];
const note = (handler: string, { topic, payload }: BrokerMessage): void => {
  taken.push([handler, topic, payload.toString()]);
};

@Controller()
class WideController {
  @EventPattern(['meter/#', 'old/#'])
  wide(@Payload() message: BrokerMessage): void {
    note('wide', message);
  }

  @EventPattern('meter/+/live')
  live(@Payload() message: BrokerMessage): Promise<void> {
    if (message.payload.toString() === 'bad') return Promise.reject(new Error('a handler'));
    note('live', message);
    return Promise.resolve();
  }
}
@Controller()
class NarrowController {
  @EventPattern('meter/1/live')
  one(@Payload() message: BrokerMessage): void {
    note('one', message);
  }
}
@Module({ controllers: [WideController, NarrowController] })
class TestModule {}

/** Keeps what is subscribed to, and delivers as the broker does. */
class FakeBroker implements Pick<Broker, 'subscribe'> {
  readonly listeners = new Map<string, (message: BrokerMessage) => void>();

  subscribe(filter: string, listener: (message: BrokerMessage) => void): ReturnType<Broker['subscribe']> {
    this.listeners.set(filter, listener);
    return { granted: Promise.resolve(), end: () => undefined };
  }

  async deliver(topic: string, payload: string): Promise<void> {
    this.listeners.get(`${topic.split('/')[0] ?? ''}/#`)?.({ topic, payload: Buffer.from(payload), retained: false });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

let broker: FakeBroker;
let close: () => Promise<void>;
beforeEach(async () => {
  taken.length = 0;
  broker = new FakeBroker();
  const strategy = new BrokerTransport(broker as unknown as Broker);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and documents literals
  const app = await NestFactory.createMicroservice(TestModule, { strategy, logger: false });
  await app.listen();
  close = () => app.close();
});
afterEach(() => close());

it('subscribes to overlapping filters once', () => {
  expect([...broker.listeners.keys()].sort()).toEqual(['meter/#', 'old/#']);
});

it('gives each message, as it came, to the handler with the narrowest filter', async () => {
  for (const topic of ['meter/1/live', 'meter/2/live', 'meter/2/other', 'meter', 'old/e/1'])
    for (const payload of ['{"id":"1","data":2}', 'text']) await broker.deliver(topic, payload);
  expect(taken.filter(([, , payload]) => payload !== 'text')).toEqual([
    ['one', 'meter/1/live', '{"id":"1","data":2}'],
    ['live', 'meter/2/live', '{"id":"1","data":2}'],
    ['wide', 'meter/2/other', '{"id":"1","data":2}'],
    ['wide', 'meter', '{"id":"1","data":2}'],
    ['wide', 'old/e/1', '{"id":"1","data":2}'],
  ]);
  expect(taken).toHaveLength(10);
});

it('gives a family of thousands a second to its handler at once', () => {
  const direct: string[] = [];
  const transport = new BrokerTransport(
    broker as unknown as Broker,
    new Map([['many/#', ({ topic }: BrokerMessage) => void direct.push(topic)]]),
  );
  transport.listen(() => undefined);
  void broker.deliver('many/1', '1');
  expect(direct).toEqual(['many/1']);
});

it('goes on after a handler that failed, and after more topics than it remembers', async () => {
  await broker.deliver('meter/2/live', 'bad');
  for (let n = 0; n < 5_000; n += 1) void broker.deliver(`meter/${n}/x`, '');
  await broker.deliver('meter/2/live', 'good');
  expect(taken.at(-1)).toEqual(['live', 'meter/2/live', 'good']);
  expect(taken).toHaveLength(5_001);
});
