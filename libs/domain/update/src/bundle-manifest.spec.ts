import { describe, expect, it } from 'vitest';
import { parseBundleManifest } from './bundle-manifest';

const hash = 'ab'.repeat(32);
const salt = 'cd'.repeat(32);
const text = `[update]
compatible=cydynni-hub-arm64
version=1.2.3
description={"minimumVersion":"1.1.0","notes":{"en":"Quicker.\\\\n\\sAnd more","cy":"Cyflymach i’r tŷ."}}

[bundle]
format=verity
verity-hash=${hash}
verity-salt=${salt}
verity-size=4096

[image.rootfs]
filename=rootfs.img
version=9.9.9
`;

describe('what is signed in a bundle', () => {
  it('is read with notes, minimum version and verity', () =>
    expect(parseBundleManifest(text)).toEqual({
      compatible: 'cydynni-hub-arm64',
      version: '1.2.3',
      minimumVersion: '1.1.0',
      notes: { en: 'Quicker.\n And more', cy: 'Cyflymach i’r tŷ.' },
      verity: { rootHash: hash, salt, treeBytes: 4096 },
    }));

  it('may be without all of them', () =>
    expect(parseBundleManifest('[update]\r\ncompatible = hub \r\nversion=1.0.0\r\n')).toMatchObject({
      minimumVersion: '0.0.0',
      notes: undefined,
      verity: undefined,
    }));

  it.each([
    ['nothing', ''],
    ['a page', '<html>version=1.0.0</html>'],
    ['no version', '[update]\ncompatible=hub\n'],
    ['a version that is none', '[update]\ncompatible=hub\nversion=new\n'],
    ['values of another group', '[other]\ncompatible=hub\nversion=1.0.0\n'],
    ['a minimum that is none', '[update]\ncompatible=hub\nversion=1.0.0\ndescription={"minimumVersion":"old"}\n'],
  ])('is not %s', (_, other) => expect(parseBundleManifest(other)).toBeUndefined());

  it('may have a description by a person', () =>
    expect(parseBundleManifest('[update]\ncompatible=hub\nversion=1.0.0\ndescription=Spring\n')).toMatchObject({
      minimumVersion: '0.0.0',
      notes: undefined,
    }));

  it('has no verity with a hash that is none', () =>
    expect(parseBundleManifest(text.replace(hash, 'zz'))?.verity).toBeUndefined());
});
