import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunCommand } from '../command';
import { consumePreseed, type PreseedPlaces } from './consume-preseed';

const GOOD = '[wifi]\nssid = "home"\npassword = "longenough"\n';
let root: string;
let places: PreseedPlaces;
let calls: string[];
const run: RunCommand = (program, args) => {
  calls.push([program, ...args].join(' '));
  return '';
};
const boot = (name: string): string => join(places.bootDir, name);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'preseed-'));
  places = { bootDir: join(root, 'boot'), dataDir: join(root, 'data'), runDir: join(root, 'run') };
  mkdirSync(places.bootDir);
  calls = [];
});
afterEach(() => rmSync(root, { recursive: true }));

describe('consumePreseed', () => {
  it('does nothing without a file', () => {
    expect(consumePreseed(places, run, 1)).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('keeps the settings and removes the file that holds a password', () => {
    writeFileSync(boot('cydynni.toml'), GOOD);
    expect(consumePreseed(places, run, 5)).toEqual({ state: 'applied', time: 5, settings: ['wifi'], faults: [] });
    expect(existsSync(boot('cydynni.toml'))).toBe(false);
    expect(statSync(join(places.dataDir, 'secrets/wifi.conf')).mode & 0o777).toBe(0o600);
    expect(calls).toEqual([`mount -o remount,rw,sync ${places.bootDir}`, `mount -o remount,ro ${places.bootDir}`]);
  });

  it('uses nothing of a file with a fault, keeps it, and lays a report beside it', () => {
    writeFileSync(boot('cydynni.toml'), `${GOOD}colour = "red"\n`);
    expect(consumePreseed(places, run, 5)).toMatchObject({ state: 'rejected', faults: [{ key: 'wifi.colour' }] });
    expect(existsSync(boot('cydynni.toml'))).toBe(true);
    expect(existsSync(join(places.dataDir, 'secrets'))).toBe(false);
    expect(readFileSync(boot('cydynni-errors.txt'), 'utf8')).toContain('* wifi.colour: is not a setting');
  });

  it.each(['cydynni.toml.txt', 'Cydynni.txt', 'cydynni (1).toml', 'cydynni.toml.toml', 'CYDYNNI.TML'])(
    'says that %s is not the name it looks for, and leaves it',
    (name) => {
      writeFileSync(boot(name), GOOD);
      expect(consumePreseed(places, run, 5)).toMatchObject({
        state: 'rejected',
        faults: [{ message: `${name} is not read; its name must be cydynni.toml` }],
      });
      expect(readFileSync(boot('cydynni-errors.txt'), 'utf8')).toContain(name);
      expect(existsSync(boot(name))).toBe(true);
    },
  );

  it('passes over the files that are the hub’s own', () => {
    for (const name of ['cydynni-unit.toml', 'cydynni-errors.txt', 'claim-code.txt', 'config.txt'])
      writeFileSync(boot(name), '');
    expect(consumePreseed(places, run, 5)).toBeUndefined();
  });

  it('keeps an empty file, which a card pulled too early has', () => {
    writeFileSync(boot('cydynni.toml'), '');
    expect(consumePreseed(places, run, 5)).toMatchObject({ state: 'rejected' });
    expect(existsSync(boot('cydynni.toml'))).toBe(true);
  });

  it('does not write the same report again', () => {
    writeFileSync(boot('cydynni.toml'), 'nonsense');
    consumePreseed(places, run, 5);
    calls = [];
    consumePreseed(places, run, 6);
    expect(calls).toEqual([]);
  });

  it('removes an old report once the file is right', () => {
    writeFileSync(boot('cydynni-errors.txt'), 'old');
    writeFileSync(boot('cydynni.toml'), GOOD);
    consumePreseed(places, run, 5);
    expect(existsSync(boot('cydynni-errors.txt'))).toBe(false);
  });

  it('repeats itself after a cut between keeping and removing', () => {
    writeFileSync(boot('cydynni.toml'), GOOD);
    const cut: RunCommand = () => {
      throw new Error('power cut');
    };
    expect(() => consumePreseed(places, cut, 5)).toThrow('power cut');
    expect(existsSync(boot('cydynni.toml'))).toBe(true);
    expect(consumePreseed(places, run, 6)).toMatchObject({ state: 'applied' });
  });

  it('makes the partition read-only again when the change fails', () => {
    writeFileSync(boot('cydynni.toml'), 'nonsense');
    mkdirSync(boot('cydynni-errors.txt.d'));
    const failing: RunCommand = (program, args) => {
      run(program, args);
      if (args.some((arg) => arg.startsWith('remount,rw'))) rmSync(places.bootDir, { recursive: true });
      return '';
    };
    expect(() => consumePreseed(places, failing, 5)).toThrow();
    expect(calls.at(-1)).toContain('remount,ro');
  });
});
