import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEVICE_TYPE_NAMES, deviceType } from './index';

/** Processor time that one message may cost; a quadratic expression takes minutes. */
const BUDGET_MS = 1_000;
const SIZE = 262_144;
/** Parts of topics that some type listens to. */
const TOPICS = [
  '',
  '/out/state',
  '/tele/SENSOR',
  '/status/switch:0',
  '/events/rpc',
  '/SENSOR/electricitymeter',
  '/state',
];
const PIECES = ['1', ' ', '"', '\\"', '{', '[', ',', 'e', '.', '-', 'nan', 'x', '00:00', '{"a":', '"ENERGY":{', '\t'];
const hostile = fc
  .tuple(fc.constantFrom(...PIECES, ''), fc.constantFrom(...PIECES), fc.constantFrom(...PIECES, ''))
  .map(([head, piece, tail]) => head + piece.repeat(Math.floor(SIZE / piece.length)) + tail);

describe('the largest message is read within its time', () => {
  it.each(DEVICE_TYPE_NAMES)('by the table of %s', (name) => {
    const type = deviceType(name);
    const topic = type.topicOf('plug');
    fc.assert(
      fc.property(hostile, fc.constantFrom(...TOPICS), (text, below) => {
        const before = process.cpuUsage();
        for (const said of [text, JSON.stringify({ power: text, Time: text, ENERGY: { Power: text } })])
          type.decode({ topic: topic + below, text: said }, { topic, outlet: 1 });
        expect(process.cpuUsage(before).user / 1000).toBeLessThan(BUDGET_MS);
      }),
      { numRuns: 25 },
    );
  });
});
