import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

let dir;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'kiosk-tools-'))));
afterEach(() => rmSync(dir, { recursive: true }));

function write(files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}

function run(tool, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, tool), ...args], {
    cwd: dir,
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

const page = (head) => `<!doctype html><html><head>${head}</head><body>${' '.repeat(1_100)}</body></html>`;
const site = (head = '<script src="main.js"></script>', script = 'x') => ({
  'in/browser/index.html': page(head),
  'in/browser/main.js': script,
  'in/browser/cy/index.html': page('<script src="main.js"></script>'),
  'in/browser/cy/main.js': 'x',
});

describe('publish', () => {
  it('puts both compressed files beside what is worth it, and nothing beside the rest', () => {
    write({ ...site(undefined, 'abc'.repeat(1_000)), 'in/browser/photo.png': randomBytes(4_096).toString('hex') });
    assert.equal(run('publish.mjs', 'in', 'out').status, 0);
    const there = (name) => existsSync(join(dir, 'out/browser', name));
    assert.deepEqual(['main.js', 'main.js.br', 'main.js.gz', 'cy/index.html.br'].map(there), [true, true, true, true]);
    assert.deepEqual(['cy/main.js.br', 'photo.png.br'].map(there), [false, false]);
  });
});

describe('check-budget', () => {
  const check = (files) => {
    write(files);
    assert.equal(run('publish.mjs', 'in', 'out').status, 0);
    return run('check-budget.mjs', 'out/browser');
  };

  it('passes a light page', () => assert.equal(check(site()).status, 0));

  for (const [what, files, fault] of [
    [
      'too much script',
      site(undefined, randomBytes(75_000).toString('hex') + randomBytes(75_000).toString('base64')),
      /bytes of script/,
    ],
    ['an inline script', site('<script>alert(1)</script>'), /inline script/],
    ['an inline handler', site('<link rel="stylesheet" href="main.js" onload="go()">'), /inline event handler/],
    ['another host', site('<script src="main.js"></script><img src="//cdn.example/x.png">'), /another host/],
    ['a source map', { ...site(), 'in/browser/main.js.map': '{}' }, /source map/],
    ['a missing language', { 'in/browser/index.html': page('') }, /1 languages/],
  ]) {
    it(`refuses ${what}`, () => {
      const { status, text } = check(files);
      assert.equal(status, 1);
      assert.match(text, fault);
    });
  }

  it('refuses a file that was not compressed', () => {
    check(site());
    rmSync(join(dir, 'out/browser/index.html.br'));
    assert.match(run('check-budget.mjs', 'out/browser').text, /not compressed/);
  });
});

describe('check-messages', () => {
  const messages = (translations) => JSON.stringify({ translations });
  const check = (extracted, committed, welsh) => {
    write({
      'fresh.json': messages(extracted),
      'locale/messages.json': messages(committed),
      'locale/messages.cy.json': messages(welsh),
    });
    return run('check-messages.mjs', 'fresh.json', 'locale');
  };

  it('passes a complete translation', () => {
    assert.equal(check({ a: 'One {$X}' }, { a: 'One {$X}' }, { a: '{$X} Un' }).status, 0);
  });

  it('does not take the first word of a plural for a placeholder', () => {
    const english = '{VAR_PLURAL, plural, one {SSH is on} other {{INTERPOLATION} keys}}';
    const welsh = '{VAR_PLURAL, plural, one {Mae un} other {Nid {INTERPOLATION} allwedd}}';
    assert.equal(check({ a: english }, { a: english }, { a: welsh }).status, 0);
  });

  for (const [what, args, fault] of [
    ['a stale source', [{ a: 'New' }, { a: 'Old' }, { a: 'Un' }], /is not what the templates say/],
    ['a missing translation', [{ a: 'A', b: 'B' }, { a: 'A', b: 'B' }, { a: 'Un' }], /"b" is not translated/],
    ['a blank translation', [{ a: 'A' }, { a: 'A' }, { a: ' ' }], /"a" is not translated/],
    ['one no longer used', [{ a: 'A' }, { a: 'A' }, { a: 'Un', z: 'Z' }], /"z" is no longer used/],
    ['a lost placeholder', [{ a: 'A {$X}' }, { a: 'A {$X}' }, { a: 'Un' }], /other placeholders/],
  ]) {
    it(`refuses ${what}`, () => {
      const { status, text } = check(...args);
      assert.equal(status, 1);
      assert.match(text, fault);
    });
  }
});

describe('check-contrast', () => {
  it('refuses colours too close to each other and names the theme', () => {
    const names =
      'page surface sky-top sky-low ink ink-soft export-ink warn-ink warn-surface alert-ink alert-surface accent on-accent';
    const more = 'frame frame-ink frame-quiet frame-raised gorse bought sent line-strong focus hydro good fair poor';
    const signal = 'good-ink good-surface fair-ink fair-surface poor-ink poor-surface band-overnight-chart';
    const colour = (name) => (/page|surface|sky|on-accent|frame$|raised/.test(name) ? '#ffffff' : '#000000');
    const tokens = `${names} ${more} ${signal}`.split(' ').map((name) => `--${name}: ${colour(name)};`);
    write({ 'good.css': `:root {${tokens.join('')}}` });
    assert.equal(run('check-contrast.mjs', 'good.css').status, 0);
    write({ 'bad.css': `:root {${tokens.join('')} --ink: light-dark(#000000, #999999);}` });
    const { status, text } = run('check-contrast.mjs', 'bad.css');
    assert.equal(status, 1);
    assert.match(text, /dark, no band: --ink on --page/);
    assert.doesNotMatch(text, /light, no band/);
  });
});
