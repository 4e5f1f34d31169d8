import { useServices, waitFor } from '@hub/testing';
import { distinctUntilChanged, firstValueFrom, map, Subject, takeUntil, toArray } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Broker, BrokerMessage } from './broker';
import { openBroker } from './mqtt-broker';
import type { BrokerLogin } from './options';

const services = useServices({ beforeAll, afterAll });
const open: Broker[] = [];
afterEach(() => Promise.all(open.splice(0).map((broker) => broker.close())));

function broker(clientId: string, login: Partial<BrokerLogin> = {}): Broker {
  const { username, password } = services().broker.account('tester');
  const made = openBroker({
    url: `mqtt://127.0.0.1:${services().broker.plainPort}`,
    clientId,
    username,
    password,
    ...login,
  });
  open.push(made);
  return made;
}
const heardBy = async (listener: Broker, filter: string): Promise<BrokerMessage[]> => {
  const heard: BrokerMessage[] = [];
  await listener.subscribe(filter, (message) => heard.push(message)).granted;
  return heard;
};

describe('a broker', () => {
  it('is not connected before it is used, and then by itself', async () => {
    const one = broker('lazy');
    expect(await firstValueFrom(one.status)).toEqual({ state: 'idle', detail: null });
    await expect(one.publish('t', '1')).rejects.toMatchObject({ code: 'HUB_BROKER_AWAY' });
    await one.ready();
    await one.publish('t', '1');
  });

  it('hands on topic, bytes and whether they were kept, to every listener that wants them', async () => {
    const one = broker('one');
    await one.ready();
    await one.publish('kept/a', Buffer.from([0, 255]), { retain: true });
    const kept = await heardBy(one, 'kept/+');
    const all = await heardBy(one, '#');
    await waitFor(() => kept.length > 0, { what: 'the retained message' });
    expect(kept[0]).toEqual({ topic: 'kept/a', payload: Buffer.from([0, 255]), retained: true });
    await one.publish('kept/b', 'x', { qos: 0 });
    const isLive = ({ topic }: BrokerMessage): boolean => topic === 'kept/b';
    await waitFor(() => kept.some(isLive) && all.some(isLive), { what: 'a live message at both' });
    expect(all.find(({ topic }) => topic === 'kept/b')?.retained).toBe(false);
    await one.publish('kept/a', '', { retain: true });
  });

  it('gives a message to each listener once, however much their filters overlap', async () => {
    const one = broker('overlap');
    const [wide, middle, narrow] = [
      await heardBy(one, 'a/#'),
      await heardBy(one, 'a/+/c'),
      await heardBy(one, 'a/b/c'),
    ];
    const twin = await heardBy(one, 'a/b/c');
    await one.publish('a/b/c', '1');
    await one.publish('a/end', '1');
    await waitFor(() => wide.some(({ topic }) => topic === 'a/end'), { what: 'the last message' });
    expect([wide, middle, narrow, twin].map(({ length }) => length)).toEqual([2, 1, 1, 1]);
  });

  it('survives what a listener throws, and hears nothing more once it ended', async () => {
    const errors: unknown[] = [];
    const { username, password } = services().broker.account('tester');
    const url = `mqtt://127.0.0.1:${services().broker.plainPort}`;
    const one = openBroker({ url, clientId: 'thrower', username, password }, (error) => errors.push(error));
    open.push(one);
    const subscription = one.subscribe('throw', () => {
      throw new Error('a listener');
    });
    const heard = await heardBy(one, 'throw');
    await subscription.granted;
    await one.publish('throw', '1');
    await waitFor(() => heard.length === 1, { what: 'the other listener' });
    expect(String(errors[0])).toContain('a listener');
    subscription.end();
    await one.publish('throw', '2');
    await waitFor(() => heard.length === 2, { what: 'the other listener again' });
    expect(errors).toHaveLength(1);
  });

  it('forgets what expired before it was fetched', async () => {
    const sender = broker('sender');
    await sender.ready();
    await sender.publish('brief', '1', { retain: true, expiryS: 1 });
    const look = async (): Promise<number> => {
      const { username, password } = services().broker.account('tester-2');
      const looker = broker('looker', { username, password });
      const heard = await heardBy(looker, 'brief');
      await heardBy(looker, 'marker');
      await looker.publish('marker', '1');
      await looker.close();
      return heard.length;
    };
    await waitFor(async () => (await look()) === 0, { what: 'the end of the message' });
  });
});

describe('a broker that comes and goes', () => {
  it('returns with its subscriptions, and sends nothing later that could not be sent', async () => {
    const one = broker('returning');
    const heard = await heardBy(one, 'during/#');
    const over = new Subject<void>();
    const states = firstValueFrom(
      one.status.pipe(
        map(({ state }) => state),
        distinctUntilChanged(),
        takeUntil(over),
        toArray(),
      ),
    );
    await services().broker.kill();
    await waitFor(() => !one.connected(), { what: 'the loss' });
    await expect(one.publish('during/away', '1')).rejects.toMatchObject({ code: 'HUB_BROKER_AWAY' });
    await services().broker.start();
    await one.ready();
    await waitFor(() => one.connected(), { what: 'the return' });
    await waitFor(
      async () => {
        await one.publish('during/back', '1');
        return heard.length > 0;
      },
      { what: 'the subscription' },
    );
    expect(heard.every(({ topic }) => topic === 'during/back')).toBe(true);
    over.next();
    expect(await states).toEqual(['connected', 'away', 'connected']);
  });

  it('names what an account may not do', async () => {
    const { username, password } = services().broker.account('gateway-00000001');
    const one = broker('gateway', { username, password });
    await one.ready();
    await expect(one.publish('cydynni/meter/1/live', '1')).rejects.toMatchObject({ code: 'HUB_BROKER_DENIED' });
    await expect(one.subscribe('#', () => undefined).granted).rejects.toMatchObject({ code: 'HUB_BROKER_DENIED' });
  });
});
