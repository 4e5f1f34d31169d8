import { describe, expect, it } from 'vitest';
import { fill, parsePublishCommandLine, PUBLISH_HELP } from './options';

const needed = ['--topic', 'emon/a/b', '--payload', '1'];

describe('publish', () => {
  it('publishes once unless told', () => {
    expect(parsePublishCommandLine(needed)).toMatchObject({
      topic: 'emon/a/b',
      count: 1,
      everyMs: 1000,
      retain: false,
    });
  });

  it('wants a topic and a payload, and whole numbers', () => {
    expect(() => parsePublishCommandLine(['--topic', 'a'])).toThrow('--payload');
    expect(() => parsePublishCommandLine([...needed, '--count', '-1'])).toThrow('--count');
    expect(() => parsePublishCommandLine([...needed, '--every', '1.5'])).toThrow('--every');
  });

  it('explains itself', () => {
    expect(parsePublishCommandLine(['--help'])).toBeUndefined();
    for (const option of ['topic', 'payload', 'count', 'every', 'retain'])
      expect(PUBLISH_HELP).toContain(`--${option}`);
  });

  it('fills in the time and the number', () => {
    expect(fill('{"time":{now},"n":{n},"again":{n}}', 1000.9, 3)).toBe('{"time":1000,"n":3,"again":3}');
  });
});
