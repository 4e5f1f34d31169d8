import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { formatIdentity, identify, isAlive, parseIdentity, terminate } from './process-identity';

describe('a process', () => {
  it('is itself only with its start time', () => {
    const self = identify(process.pid);
    expect(self && isAlive(self)).toBe(true);
    expect(isAlive({ pid: process.pid, startTicks: (self?.startTicks ?? 0) + 1 })).toBe(false);
  });

  it('survives being written, and a torn file is no process', () => {
    const text = formatIdentity({ pid: 12, startTicks: 3456 });
    expect(parseIdentity(text)).toEqual({ pid: 12, startTicks: 3456 });
    for (let length = 0; length < text.length; length++) expect(parseIdentity(text.slice(0, length))).toBeUndefined();
  });

  it('is ended even when it ignores the polite signal', async () => {
    const child = spawn('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done']);
    await once(child.stdout, 'data');
    const identity = identify(child.pid ?? 0);
    if (!identity) throw new Error('the child did not start');
    await terminate(identity, 100);
    expect(isAlive(identity)).toBe(false);
  });

  it('that merely inherited the pid is left alone', async () => {
    const child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    const identity = identify(child.pid ?? 0);
    if (!identity) throw new Error('the child did not start');
    await terminate({ ...identity, startTicks: identity.startTicks - 1 }, 100);
    expect(isAlive(identity)).toBe(true);
    child.kill('SIGKILL');
  });
});
