import { matches } from '@hub/adapters/mqtt';
import { MESSAGE_PARSERS, type MessageKind, TOPIC_FILTERS } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import type { Home } from '../epower/homes';
import { FORMATS, type Format, type Message } from './messages';
import { Meter } from './meter';
import { Replay } from './replay';

const NOW = Date.parse('2026-11-23T16:30:00Z') / 1000;
const home: Home = { name: 'test', start: 1_356_998_400, wh: new Float64Array(17_472).fill(200), southern: false };

function fakeBroker() {
  const sent: Message[] = [];
  let up = true;
  return {
    sent,
    set up(value: boolean) {
      up = value;
    },
    connected: () => up,
    publish: (topic: string, payload: string | Buffer) => {
      sent.push({ topic, payload: String(payload) });
      return Promise.resolve();
    },
  };
}

function meter(broker: ReturnType<typeof fakeBroker>, format: Format = 'hub', wh = home.wh): Meter {
  const replay = new Replay({ ...home, wh }, 1);
  return new Meter({ serial: '7', format, liveEveryS: 10, replay, broker });
}

const topicsOf = (sent: readonly Message[]): string[] => sent.map(({ topic }) => topic.split('/').at(-1) ?? '');

describe('the gateway', () => {
  it('sends a day of half-hours when it comes, then a reading each 10 s and a half-hour when it is complete', async () => {
    const broker = fakeBroker();
    const gateway = meter(broker);
    for (let now = NOW - 20; now <= NOW; now += 0.5) await gateway.step(now);
    expect(topicsOf(broker.sent)).toEqual(['halfhours', 'live', 'live', 'halfhours', 'live']);
    const [first, , , last] = broker.sent.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
    expect(first).toMatchObject({ start: NOW - 49 * 1800, interval: 1800, import: new Array(48).fill(0.2) });
    expect(last).toEqual({ start: NOW - 1800, interval: 1800, import: [0.2], export: [0] });
  });

  it('sends nothing while the broker is away, and the day again when it is back', async () => {
    const broker = fakeBroker();
    const gateway = meter(broker);
    await gateway.step(NOW);
    broker.sent.length = 0;
    broker.up = false;
    for (let now = NOW + 10; now <= NOW + 3600; now += 10) await gateway.step(now);
    expect(broker.sent).toEqual([]);
    broker.up = true;
    await gateway.step(NOW + 3610);
    expect(topicsOf(broker.sent)).toEqual(['halfhours', 'live']);
    expect(broker.sent[0]?.payload).toContain(`"start":${NOW + 3600 - 48 * 1800}`);
  });

  it('is silent in a gap of the recording, and says null for its half-hours', async () => {
    const broker = fakeBroker();
    await meter(
      broker,
      'hub',
      home.wh.map(() => NaN),
    ).step(NOW);
    expect(topicsOf(broker.sent)).toEqual(['halfhours']);
    expect(broker.sent[0]?.payload).toContain('"import":[null,');
  });

  it.each(FORMATS)('talks in the format %s so that the hub takes every message', async (format) => {
    const broker = fakeBroker();
    await meter(broker, format).step(NOW);
    expect(broker.sent).toHaveLength(2);
    for (const { topic, payload } of broker.sent) {
      const kinds = Object.keys(TOPIC_FILTERS) as MessageKind[];
      const kind = kinds.find((each) => TOPIC_FILTERS[each].some((filter) => matches(filter, topic))) ?? 'unknown';
      const parsed = MESSAGE_PARSERS[kind]({ topic, payload: Buffer.from(payload), receivedAt: NOW, retained: false });
      expect(parsed.rejections).toEqual([]);
      expect(parsed.readings.length).toBeGreaterThan(0);
    }
  });
});
