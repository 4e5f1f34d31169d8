import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatIdentity, identify, parseIdentity, terminate } from './process-identity';
import { type Probe, waitUntilReady } from './readiness';
import { ServicesError } from './services-error';
import { tiedCommand } from './tied-command';

/** How to run one private server. */
export interface ServerSpec {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly pidFile: string;
  readonly logFile: string;
  /** Without one the server counts as started as soon as it runs. */
  readonly probe?: Probe;
  /** Its whole environment; that of this process unless told. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ProcessExit {
  readonly name: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const READY_MS = 60_000;
const GRACE_MS = 20_000;
const LOG_TAIL_CHARACTERS = 2000;

/** A server process that can be started, killed like by a power cut, and restarted; it never outlives its parent. */
export class ManagedProcess {
  private child: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  /** It answered and was not asked to end: should it end now, it crashed. */
  private serving = false;

  constructor(
    private readonly spec: ServerSpec,
    private readonly onCrash: (exit: ProcessExit) => void = () => undefined,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the server and resolves when it answers. A process left by a crashed run is ended first. */
  async start(): Promise<void> {
    if (this.child) return;
    for (const file of [this.spec.pidFile, this.spec.logFile])
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    await this.endLeftover();
    const child = this.launch();
    const deadline = performance.now() + READY_MS;
    const { probe } = this.spec;
    const ready = probe
      ? await waitUntilReady(probe, () => this.runs(child) && performance.now() < deadline)
      : child.pid !== undefined;
    this.serving = ready && this.runs(child);
    if (this.serving) return;
    await this.stop();
    throw new ServicesError(
      'HUB_SERVICE_NOT_READY',
      `${this.spec.name} did not start: ${this.logTail()}`,
      `Its log is ${this.spec.logFile}.`,
    );
  }

  /** Ends the server cleanly. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** Ends the server at once, with no chance to save anything. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private runs(child: ChildProcess): boolean {
    return this.child === child;
  }

  private launch(): ChildProcess {
    const log = openSync(this.spec.logFile, 'a', 0o600);
    const { program, args } = tiedCommand(this.spec);
    // Its own session keeps the terminal's Ctrl-C from it: the parent stops it in order.
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', log, log],
      ...(this.spec.env && { env: this.spec.env }),
    });
    closeSync(log);
    this.child = child;
    this.exited = new Promise((resolve) => {
      const ended = (code: number | null, signal: NodeJS.Signals | null) => {
        this.child = undefined;
        rmSync(this.spec.pidFile, { force: true });
        resolve();
        const crashed = this.serving;
        this.serving = false;
        if (crashed) this.onCrash({ name: this.spec.name, code, signal });
      };
      child.once('error', () => ended(null, null));
      child.once('exit', ended);
    });
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity) writeFileSync(this.spec.pidFile, formatIdentity(identity), { mode: 0o600 });
    return child;
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.serving = false;
    const child = this.child;
    if (!child) return;
    child.kill(signal);
    const giveUp = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await this.exited;
    clearTimeout(giveUp);
  }

  private async endLeftover(): Promise<void> {
    try {
      const leftover = parseIdentity(readFileSync(this.spec.pidFile, 'utf8'));
      if (leftover) await terminate(leftover, GRACE_MS);
    } catch {
      // No pid file: the last run ended cleanly.
    }
  }

  private logTail(): string {
    try {
      return readFileSync(this.spec.logFile, 'utf8').slice(-LOG_TAIL_CHARACTERS).trim();
    } catch {
      return 'it wrote no log.';
    }
  }
}
