import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';

/** systemd's notification protocol (sd_notify(3)). Without systemd every call does nothing. */
export interface Notifier {
  /** How often systemd wants to hear from us, milliseconds; null when it does not watch. */
  readonly watchdogMs: number | null;
  /** The service does its work now. */
  ready(status: string): void;
  /** One line for `systemctl status`. */
  status(text: string): void;
  /** Still working. To be called by the loop that does the work, at least twice per {@link watchdogMs}. */
  alive(): void;
  stopping(): void;
  close(): Promise<void>;
}

/** What systemd puts into the environment of a service. */
export interface NotifyEnvironment {
  readonly socket?: string | undefined;
  /** `WATCHDOG_USEC`. */
  readonly watchdogUsec?: string | undefined;
}

const silent: Notifier = {
  watchdogMs: null,
  ready: () => undefined,
  status: () => undefined,
  alive: () => undefined,
  stopping: () => undefined,
  close: () => Promise.resolve(),
};

/**
 * Opens the pipe to systemd. Node has no datagram sockets of the unix family, so a `socat` child carries the messages:
 * each write to its standard input is one datagram. systemd must accept messages of the whole service
 * (`NotifyAccess=all`). A child that dies is started again with the next message.
 */
export function openNotifier(environment: NotifyEnvironment, start: StartPipe = startSocat): Notifier {
  const { socket } = environment;
  if (!socket) return silent;
  const watchdogMs = watchdogOf(environment.watchdogUsec);
  let pipe: Pipe | null = null;
  const send = (...lines: readonly string[]): void => {
    if (!pipe?.isOpen()) pipe = start(socket);
    pipe.write(lines.join('\n') + '\n');
  };
  return {
    watchdogMs,
    ready: (text) => send('READY=1', `STATUS=${oneLine(text)}`),
    status: (text) => send(`STATUS=${oneLine(text)}`),
    alive: () => {
      if (watchdogMs !== null) send('WATCHDOG=1');
    },
    stopping: () => send('STOPPING=1'),
    close: async () => {
      await pipe?.end();
      pipe = null;
    },
  };
}

/** Carries datagrams. */
export interface Pipe {
  isOpen(): boolean;
  write(datagram: string): void;
  /** Resolves when everything written has been handed on. */
  end(): Promise<void>;
}
export type StartPipe = (socket: string) => Pipe;

/** The address of an abstract socket starts with `@` in the environment and with a zero byte on the wire. */
const socatAddress = (socket: string): string =>
  socket.startsWith('@') ? `ABSTRACT-SENDTO:${socket.slice(1)}` : `UNIX-SENDTO:${socket}`;

const startSocat: StartPipe = (socket) =>
  pipeTo(spawn('socat', ['-u', '-', socatAddress(socket)], { stdio: ['pipe', 'ignore', 'ignore'] }));

function pipeTo(child: ChildProcess & { readonly stdin: Writable }): Pipe {
  let open = true;
  const ended = new Promise<void>((resolve) => {
    const over = (): void => {
      open = false;
      resolve();
    };
    child.once('exit', over);
    child.once('error', over);
  });
  child.stdin.on('error', () => undefined);
  // Two writes may leave as one datagram: each ends with a newline, and systemd reads a datagram line by line.
  child.unref();
  return {
    isOpen: () => open,
    write: (datagram) => {
      child.stdin.write(datagram);
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

function watchdogOf(usec: string | undefined): number | null {
  const microseconds = Number(usec);
  return microseconds > 0 ? microseconds / 1000 : null;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
