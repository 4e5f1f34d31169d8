import { describe, expect, it } from 'vitest';
import { NOW, outcome } from './parsed.fake';

describe('topics', () => {
  it.each([
    '',
    'other',
    'cydynni',
    'cydynni/meter',
    'cydynni/meter/m1/other',
    'cydynni/meter/m1/live/x',
    'mtr/e',
    'resp',
    'emon',
    'emon/',
  ])('"%s" is unknown', (topic) => {
    expect(outcome(topic, '1')).toEqual(['!unknown-topic']);
  });

  it('refuses a serial that is none', () => {
    expect(outcome('cydynni/meter/a b/live', { time: NOW, power: 1 })).toEqual(['!bad-name']);
  });
});
