import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceLedgerText, passwordHash } from '@hub/adapters/mosquitto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceAccounts } from './device-accounts';

const device = { username: 'device-0a1b', ...passwordHash('shown once'), publish: ['emon/x/#'], subscribe: [] };
const text = deviceLedgerText([device]);
let dir: string;
const at = (name: string): string => join(dir, name);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'device-accounts-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the accounts that hub-api made', () => {
  it('are those of its file', () => {
    writeFileSync(at('file'), text);
    expect(deviceAccounts(at('file'))).toEqual([device]);
  });

  it.each<[string, (file: string) => void]>([
    ['is missing', () => undefined],
    ['is torn', (file) => writeFileSync(file, text.slice(0, -20))],
    ['is a folder’s', (file) => symlinkSync(dir, file)],
    [
      'is a link to such a file',
      (file) => {
        writeFileSync(at('other'), text);
        symlinkSync(at('other'), file);
      },
    ],
    ['is a pipe', (file) => void execFileSync('mkfifo', [file])],
    ['is endless', (file) => writeFileSync(file, text + ' '.repeat(1_048_576))],
  ])('are none where it %s', (_, make) => {
    make(at('file'));
    expect(deviceAccounts(at('file'))).toEqual([]);
  });
});
