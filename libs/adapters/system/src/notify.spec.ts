import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openNotifier, type Pipe } from './notify';

describe('without systemd', () => {
  it('does nothing', async () => {
    const notifier = openNotifier({}, () => expect.fail('started a pipe'));
    notifier.ready('x');
    notifier.alive();
    notifier.stopping();
    await notifier.close();
    expect(notifier.watchdogMs).toBeNull();
  });
});

describe('messages', () => {
  const sent: string[] = [];
  let pipes = 0;
  let open = true;
  const start = (): Pipe => {
    pipes += 1;
    open = true;
    return { isOpen: () => open, write: (datagram) => sent.push(datagram), end: () => Promise.resolve() };
  };

  it('are those of sd_notify(3), and a pipe that died is replaced', () => {
    const notifier = openNotifier({ socket: '/s', watchdogUsec: '15000000' }, start);
    expect(notifier.watchdogMs).toBe(15_000);
    notifier.ready('serving\nall');
    notifier.alive();
    open = false;
    notifier.stopping();
    expect(sent).toEqual(['READY=1\nSTATUS=serving all\n', 'WATCHDOG=1\n', 'STOPPING=1\n']);
    expect(pipes).toBe(2);
  });

  it('do not feed a watchdog that was not armed', () => {
    const before = sent.length;
    openNotifier({ socket: '/s' }, start).alive();
    expect(sent.length).toBe(before);
  });
});

describe('the pipe to systemd', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hub-notify-'));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('delivers to a datagram socket', async () => {
    const socket = join(dir, 'notify');
    const receiver = spawn('socat', ['-u', `UNIX-RECV:${socket}`, '-'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let heard = '';
      receiver.stdout.on('data', (data: Buffer) => (heard += data.toString()));
      while (!existsSync(socket)) await new Promise((resolve) => setTimeout(resolve, 10));
      const notifier = openNotifier({ socket, watchdogUsec: '1000000' });
      notifier.ready('serving');
      notifier.alive();
      await notifier.close();
      while (!heard.includes('WATCHDOG=1\n')) await once(receiver.stdout, 'data');
      expect(heard).toBe('READY=1\nSTATUS=serving\nWATCHDOG=1\n');
    } finally {
      receiver.kill();
    }
  });
});
