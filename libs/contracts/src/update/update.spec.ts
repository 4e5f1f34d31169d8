import { describe, expect, it } from 'vitest';
import { parseTarget } from './parse';

const release = {
  format: 1,
  version: '1.2.0',
  compatible: 'cydynni-hub-arm64',
  minimumVersion: '1.0.0',
  releasedAt: 1_790_000_000,
  bundle: { url: 'hub-1.2.0.raucb', bytes: 100, sha256: 'ab'.repeat(32) },
  notes: { en: 'Better', cy: 'Gwell' },
};
const absolute = (url: string): string | undefined =>
  URL.parse(url, 'https://cydynni.example/releases/1.2.0/release.json')?.href;
const parse = (value: unknown) => parseTarget(JSON.stringify(value), absolute);
const bundle = (change: object) => ({ format: 1, release: { ...release, bundle: { ...release.bundle, ...change } } });

describe('a target', () => {
  it('is read with its defaults, the address made absolute', () =>
    expect(parse({ format: 1, release })).toMatchObject({
      ok: true,
      target: {
        release: {
          version: '1.2.0',
          bundleUrl: 'https://cydynni.example/releases/1.2.0/hub-1.2.0.raucb',
          bundleBytes: 100,
        },
        hold: false,
        notBefore: 0,
        urgent: false,
      },
    }));

  it('may want nothing', () =>
    expect(parse({ format: 1, release: null, hold: true })).toMatchObject({ ok: true, manifest: null }));

  it.each<[string, unknown]>([
    ['not-https', bundle({ url: 'http://cydynni.example/b' })],
    ['not-https', bundle({ url: 'file:///etc/passwd' })],
    ['not-a-target', bundle({ bytes: 1e12 })],
    ['not-a-target', bundle({ bytes: 1.5 })],
    ['not-a-target', bundle({ sha256: 'AB'.repeat(32) })],
    ['not-a-target', { format: 2, release: null }],
    ['not-a-target', { format: 1, release: { ...release, version: '1.2' } }],
    ['not-a-target', { format: 1, release, notBefore: -1 }],
    ['not-a-target', []],
    ['not-a-target', null],
  ])('%s: %j', (rejection, value) => expect(parse(value)).toMatchObject({ ok: false, rejection }));

  it('is not a page, nor half of itself, nor endless', () => {
    expect(parseTarget('<html><body>Sign in to Wi-Fi</body></html>', absolute)).toMatchObject({
      rejection: 'not-json',
    });
    const text = JSON.stringify({ format: 1, release });
    for (let cut = 0; cut < text.length; cut++) expect(parseTarget(text.slice(0, cut), absolute).ok).toBe(false);
    expect(parseTarget(text + ' '.repeat(70_000), absolute)).toMatchObject({ rejection: 'too-long' });
  });
});
