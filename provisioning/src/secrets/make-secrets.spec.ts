import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, type RunCommand } from '../command';
import { makeSecrets, MARKER } from './make-secrets';

let dir: string;
const at = (path: string): string => join(dir, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'secrets-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const everyFile = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(dir.length), readFileSync(path, 'utf8')]),
  );

describe('makeSecrets', () => {
  it('makes a broker certificate that this hub’s own authority signed', () => {
    makeSecrets(dir, runCommand);
    const authority = new X509Certificate(read('secrets/tls/ca.crt'));
    const server = new X509Certificate(read('secrets/tls/server.crt'));
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(server.checkHost('cydynni.local')).toBe('cydynni.local');
    expect([authority.ca, server.ca]).toEqual([true, false]);
  });

  it('keeps every secret from everyone else', () => {
    makeSecrets(dir, runCommand);
    for (const path of Object.keys(everyFile()).filter((name) => !name.endsWith('.crt'))) {
      expect([path, statSync(join(dir, path)).mode & 0o077]).toEqual([path, 0]);
    }
    expect(statSync(at('secrets/tls')).mode & 0o777).toBe(0o700);
  });

  it('makes other secrets on another hub', () => {
    makeSecrets(dir, runCommand);
    const first = everyFile();
    rmSync(dir, { recursive: true });
    makeSecrets(dir, runCommand);
    const second = everyFile();
    const same = Object.keys(first).filter((path) => first[path] !== '' && first[path] === second[path]);
    expect(same).toEqual([]);
  });

  it('changes nothing when it runs again, marker or not', () => {
    makeSecrets(dir, runCommand);
    const before = everyFile();
    rmSync(at(MARKER));
    makeSecrets(dir, runCommand);
    expect(everyFile()).toEqual(before);
  });

  // Before, between and after openssl’s two runs.
  it.each([0, 1, 2])('converges after a cut at command %i', (moment) => {
    let count = 0;
    const cut: RunCommand = (program, args, options) => {
      if (count++ === moment) throw new Error('power cut');
      return runCommand(program, args, options);
    };
    expect(() => makeSecrets(dir, cut)).toThrow('power cut');
    expect(existsSync(at(MARKER))).toBe(false);
    makeSecrets(dir, runCommand);
    expect(Object.keys(everyFile()).filter((path) => path.includes('.new'))).toEqual([]);
    expect(existsSync(at(MARKER))).toBe(true);
  });
});
