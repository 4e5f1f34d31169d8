import { beforeEach, describe, expect, it } from 'vitest';
import { pauseMs, Supervisor } from './supervisor';

const exit = { name: 'hub-api', code: 1, signal: null };
const wrong = new Error('port taken');

let said: string[];
let waits: number[];
let nowMs: number;
let supervisor: Supervisor;
beforeEach(() => {
  said = [];
  waits = [];
  nowMs = 0;
  supervisor = new Supervisor({
    say: (line) => said.push(line),
    nowMs: () => nowMs,
    wait: (ms) => {
      waits.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  });
});

describe('the pause', () => {
  it('doubles up to half a minute', () => {
    expect([1, 2, 3, 7, 8, 2000].map(pauseMs)).toEqual([500, 1000, 2000, 30_000, 30_000, 30_000]);
  });
});

describe('a crash', () => {
  it('is said with its reason, and the process is started again', async () => {
    let starts = 0;
    supervisor.crashed({ ...exit, code: null, signal: 'SIGSEGV' }, () => Promise.resolve(void (starts += 1)));
    await supervisor.settled();
    expect(starts).toBe(1);
    expect(said).toEqual(['hub-api ended unexpectedly (SIGSEGV); starting it again in 0.5 s', 'hub-api runs again']);
  });

  it('is tried again with longer pauses until it works', async () => {
    const outcomes = [Promise.reject(wrong), Promise.reject(wrong), Promise.resolve()];
    supervisor.crashed(exit, () => outcomes.shift() ?? Promise.resolve());
    await supervisor.settled();
    expect(waits).toEqual([500, 1000, 2000]);
    expect(said[1]).toBe('hub-api did not start (port taken); starting it again in 1 s');
  });

  it('after a minute of health counts as the first again, and each process counts alone', async () => {
    const start = () => Promise.resolve();
    for (const [name, afterMs] of [
      ['a', 0],
      ['a', 1000],
      ['b', 1000],
      ['a', 61_000],
    ] as const) {
      nowMs += afterMs;
      supervisor.crashed({ ...exit, name }, start);
      await supervisor.settled();
    }
    expect(waits).toEqual([500, 1000, 500, 500]);
  });

  it('during the stop starts nothing', async () => {
    let starts = 0;
    supervisor.crashed(exit, () => Promise.resolve(void (starts += 1)));
    supervisor.stop();
    supervisor.crashed(exit, () => Promise.resolve(void (starts += 1)));
    await supervisor.settled();
    expect(starts).toBe(0);
  });
});
