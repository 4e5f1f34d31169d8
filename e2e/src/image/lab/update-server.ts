import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from './command';
import { ADDRESS, type LabNetwork } from './lab-network';

const PORT = 8443;

export type ServerFault = 'none' | '404' | '500' | 'hang' | 'silent-midway' | 'close' | 'html' | 'truncate';
export interface ServedRequest {
  readonly path: string;
  readonly range: string | null;
  readonly status: number;
  readonly bytes: number;
}

/** The team's server on the lab network: a target, bundles with byte ranges, and every fault of a rural line. */
export class UpdateServer {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly network: LabNetwork,
    readonly dir: string,
  ) {}

  static async open(network: LabNetwork, dir: string): Promise<UpdateServer> {
    const server = new UpdateServer(network, join(dir, 'update-server'));
    mkdirSync(join(server.dir, 'public'), { recursive: true });
    const files = ['-keyout', join(server.dir, 'server.key'), '-out', join(server.dir, 'server.crt')];
    const name = ['-subj', '/CN=updates of the lab', '-addext', `subjectAltName=IP:${ADDRESS.router}`];
    // Kept for the hubs that know it already.
    if (!existsSync(join(server.dir, 'server.crt')))
      await run('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '30'],
        ...files,
        ...name,
      ]);
    server.clear();
    server.start();
    return server;
  }

  start(): void {
    const program = join(import.meta.dirname, 'release-server.ts');
    this.child = this.network.spawnOnLan([process.execPath, program, this.dir, ADDRESS.router, String(PORT)]);
  }

  /** The server is gone, as in an internet outage. */
  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  get url(): string {
    return `https://${ADDRESS.router}:${PORT}/target.json`;
  }

  get certificate(): string {
    return readFileSync(join(this.dir, 'server.crt'), 'utf8');
  }

  /** Every hub that asks is to go to this bundle; `promise` says other things of it than are true. */
  async offer(bundle: string, version: string, promise: object = {}): Promise<void> {
    const name = basename(bundle);
    const place = join(this.dir, 'public', name);
    rmSync(place, { force: true });
    linkSync(bundle, place);
    const hash = createHash('sha256');
    await pipeline(createReadStream(bundle), hash);
    const release = {
      format: 1,
      version,
      compatible: 'cydynni-hub-arm64',
      minimumVersion: '0.0.0',
      releasedAt: 1,
      bundle: { url: name, bytes: statSync(bundle).size, sha256: hash.digest('hex') },
      notes: { en: 'Better', cy: 'Gwell' },
      ...promise,
    };
    this.target({ format: 1, release });
  }

  /** Nothing is to be installed any more. */
  clear(): void {
    this.target({ format: 1, release: null });
  }

  private target(value: object): void {
    writeFileSync(join(this.dir, 'public', 'target.json'), JSON.stringify(value));
  }

  set fault(fault: ServerFault) {
    writeFileSync(join(this.dir, 'fault'), fault);
  }

  /** Requests for bundles since the last look. */
  takeRequests(): readonly ServedRequest[] {
    const file = join(this.dir, 'requests');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    rmSync(file);
    return lines.map((line) => JSON.parse(line) as ServedRequest).filter(({ path }) => path.endsWith('.raucb'));
  }
}
