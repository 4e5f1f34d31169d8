import { describe, expect, it } from 'vitest';
import { covers, matches, outermost, topicMatcher } from './topic-filter';

describe('topic filters', () => {
  it.each([
    ['emon/#', 'emon/plug/power', true],
    ['emon/#', 'emon', true],
    ['emon/#', 'emonx/plug', false],
    ['#', 'emon/plug', true],
    ['emon/+/power', 'emon/plug/power', true],
    ['emon/+/power', 'emon/plug/energy', false],
    ['emon/+', 'emon/plug/power', false],
    ['emon/+/#', 'emon/plug', true],
    ['emon/plug/power', 'emon/plug/power', true],
    ['emon/plug/power', 'emon/plug', false],
  ])('%s takes %s: %s', (filter, topic, expected) => {
    expect(matches(filter, topic)).toBe(expected);
    expect(topicMatcher(filter)(topic)).toBe(expected);
  });

  it.each([
    ['a/#', 'a/+/live', true],
    ['a/#', 'a', true],
    ['a/+', 'a/b', true],
    ['a/+/live', 'a/#', false],
    ['a/+', 'a/#', false],
    ['a/b', 'a/+', false],
    ['a/b', 'a/b/c', false],
  ])('%s covers %s: %s', (filter, other, expected) => {
    expect(covers(filter, other)).toBe(expected);
  });

  it('are subscribed to once where one covers the others', () => {
    expect(outermost(['m/+/live', 'm/#', 'm/+/halfhours', 'emon/#', 'emon/#'])).toEqual(['m/#', 'emon/#']);
  });
});
