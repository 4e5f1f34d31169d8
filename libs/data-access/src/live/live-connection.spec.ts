import { describe, expect, it } from 'vitest';
import { FakeEdge } from './edge.fake';
import { LiveConnection, parseSnapshot } from './live-connection';
import { snapshotOf, snapshotText } from './snapshot.fake';

function connect() {
  const edge = new FakeEdge();
  const log: string[] = [];
  const connection = new LiveConnection(edge, {
    heard: (snapshot) => log.push(`heard ${snapshot.meter.powerW}`),
    lost: (fault) => log.push(`lost ${fault}`),
  });
  connection.open();
  return { edge, log, connection };
}

describe('parseSnapshot', () => {
  it.each(['', '{', 'null', '{"serverTime":"now"}'])('reads nothing out of %j', (text) => {
    expect(parseSnapshot(text)).toBeUndefined();
  });
});

describe('LiveConnection', () => {
  it('hands on what it hears', () => {
    const { edge, log } = connect();
    edge.streams[0]?.heard(snapshotText({ powerW: 640 }));
    expect(log).toEqual(['heard 640']);
  });

  it('opens a new stream after a failure, one at a time and ever slower', async () => {
    const { edge, log } = connect();
    edge.streams[0]?.failed();
    expect(edge.streams).toHaveLength(0);
    await edge.pass(500);
    expect(edge.streams).toHaveLength(1);
    edge.streams[0]?.failed();
    await edge.pass(999);
    expect(edge.streams).toHaveLength(0);
    await edge.pass(1);
    expect(edge.streams).toHaveLength(1);
    expect(log).toEqual(['lost network', 'lost network']);
  });

  it('starts over with short pauses once it has heard something', async () => {
    const { edge } = connect();
    edge.streams[0]?.failed();
    await edge.pass(500);
    edge.streams[0]?.heard(snapshotText({}));
    edge.streams[0]?.failed();
    await edge.pass(500);
    expect(edge.streams).toHaveLength(1);
  });

  it('takes a stream for dead that is open but silent for 12 s', async () => {
    const { edge, log } = connect();
    edge.streams[0]?.heard(snapshotText({ powerW: 1 }));
    await edge.pass(11_999);
    expect(log).toEqual(['heard 1']);
    await edge.pass(1);
    expect(log).toEqual(['heard 1', 'lost network']);
    await edge.pass(500);
    expect(edge.opened).toBe(2);
  });

  it('says so when it cannot read an event, and keeps listening', () => {
    const { edge, log } = connect();
    edge.streams[0]?.heard('{"serverTime":1}');
    edge.streams[0]?.heard(snapshotText({ powerW: 5 }));
    expect(log).toEqual(['lost unreadable', 'heard 5']);
  });

  it('asks for the present where no stream comes through, until one does', async () => {
    const { edge, log } = connect();
    let powerW = 100;
    edge.answer = () => Promise.resolve(snapshotOf({ powerW: (powerW += 1) }));
    edge.streams[0]?.failed();
    await edge.pass(500);
    edge.streams[0]?.failed();
    await edge.settle();
    expect(edge.requests).toEqual(['/api/v1/live/latest']);
    await edge.pass(10_000);
    // A stream that stays silent is tried again and again meanwhile, and is no reason to say that the hub is away.
    expect(log).toEqual(['lost network', 'lost network', 'heard 101', 'heard 102', 'heard 103']);
    edge.streams[0]?.heard(snapshotText({ powerW: 640 }));
    await edge.pass(10_000);
    expect([log.at(-1), edge.requests.length]).toEqual(['heard 640', 3]);
  });

  it('says so when asking does not work any more either', async () => {
    const { edge, log } = connect();
    edge.answer = () => Promise.resolve(snapshotOf({ powerW: 1 }));
    edge.streams[0]?.failed();
    await edge.pass(500);
    edge.streams[0]?.failed();
    await edge.settle();
    edge.answer = () => Promise.reject(new Error('away'));
    await edge.pass(5_000);
    expect(log).toEqual(['lost network', 'lost network', 'heard 1', 'lost network']);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { edge, connection } = connect();
    edge.streams[0]?.failed();
    connection.close();
    await edge.pass(60_000);
    expect(edge.opened).toBe(1);
  });
});
