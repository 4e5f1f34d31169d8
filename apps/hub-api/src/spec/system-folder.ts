import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfflineBundle } from '@hub/contracts';

const AGENT = {
  format: 1,
  bootedVersion: '1.0.0',
  slot: 'B',
  phase: 'idle',
  release: null,
  idleBecause: 'up-to-date',
  ...{ progress: null, outcome: null, refused: [], serverContactAt: null },
};

/** The files between hub-api and the system it runs on; the spec plays the update agent and the system's services. */
export class SystemFolder {
  private readonly dir = mkdtempSync(join(tmpdir(), 'system-'));

  constructor() {
    for (const name of ['run', 'faults', 'identity', 'upload']) mkdirSync(this.at(name));
    writeFileSync(this.at('identity/hub-id'), 'h-0a1b2c3d\n');
  }

  readonly at = (name: string): string => join(this.dir, name);

  /** Where a hub finds them: variables of its environment. */
  get settings(): Readonly<Record<string, string>> {
    return {
      HUB_RUN_DIR: this.at('run'),
      HUB_REQUEST_DIR: this.at('requests'),
      HUB_UPLOAD_DIR: this.at('upload'),
      HUB_FAULTS_DIR: this.at('faults'),
      HUB_IDENTITY_DIR: this.at('identity'),
    };
  }

  /** The update agent runs, and found these bundles. */
  agentSays(...bundles: OfflineBundle[]): void {
    writeFileSync(this.at('run/update.json'), JSON.stringify(AGENT));
    writeFileSync(this.at('run/offline.json'), JSON.stringify({ format: 1, bundles }));
  }

  /** No service of the system has said anything. */
  silence(): void {
    for (const name of readdirSync(this.at('run'))) rmSync(this.at(`run/${name}`));
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }
}
