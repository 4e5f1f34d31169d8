import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsFiles } from './settings-files';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wpa-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** What wpa_supplicant itself reads in a file, by its own log; an error where it reads none. */
function readByWpaSupplicant(content: string): Promise<{ ssid: string; password: string; log: string }> {
  const file = join(dir, 'wifi.conf');
  writeFileSync(file, content);
  const child = spawn('wpa_supplicant', ['-dd', '-K', '-Dnone', '-ilo', `-c${file}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let log = '';
    child.on('error', reject);
    child.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString('latin1');
      if (log.includes('Priority group')) child.kill('SIGKILL');
    });
    child.on('close', () => {
      if (!log.includes('Priority group')) reject(new Error(log));
      else resolve({ ssid: dumped(log, 'ssid'), password: dumped(log, 'sae_password'), log });
    });
  });
}

/** Its log shows bytes as rows of up to 16, in hexadecimal and then as text. */
function dumped(log: string, name: string): string {
  const lines = log.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${name} - hexdump_ascii(len=`));
  const length = Number(/len=(\d+)/.exec(lines[at] ?? '')?.[1]);
  const rows = lines.slice(at + 1, at + 1 + Math.ceil(length / 16));
  const digits = rows.flatMap((row) => row.slice(0, 53).match(/\b[0-9a-f]{2}\b/g) ?? []);
  return Buffer.from(digits.slice(0, length).join(''), 'hex').toString('utf8');
}

const conf = (ssid: string, password: string): string =>
  settingsFiles({ wifi: { ssid, password, country: 'GB', hidden: false } })[0]?.content ?? '';

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));

describe('wpa_supplicant reads what was meant', () => {
  it.each([
    ['the first printable characters', PRINTABLE.slice(0, 63).join('')],
    ['the last printable characters', PRINTABLE.slice(32).join('')],
    ['backwards', PRINTABLE.toReversed().slice(0, 63).join('')],
    ['a quote before a hash', 'say "a # b'],
    ['a quote alone, at its end', 'longenough"'],
    ['quotes around it', '"longenough"'],
    ['what looks like an escape', 'P"a\\x41b"c'],
    ['blanks around it', '  two each  '],
    ['what looks like a comment', '#longenough'],
    ['what looks like hexadecimal digits', '0123456789abcdef'],
  ])('in a password: %s', async (_, password) => {
    expect((await readByWpaSupplicant(conf('Tŷ "ni" # 1', password))).password).toBe(password);
  });

  it.each(['Tŷ Gwyn', ' blank ', '#1', '"quoted"', 'a"#b', 'P"x"', '{}', '😀'])('in a name: %s', async (ssid) => {
    const read = await readByWpaSupplicant(conf(ssid, 'longenough'));
    expect(read.ssid).toBe(ssid);
  });

  it('and refuses a file that is none, which this test would notice', async () => {
    await expect(readByWpaSupplicant('network={\n  psk="say "a # b"\n}\n')).rejects.toThrow('failed to parse');
  });
});
