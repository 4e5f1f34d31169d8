import { describe, expect, it } from 'vitest';
import { withAccount } from './account-file';
import { rightsOf } from './rights';

const hash = { password: 'cA==', salt: 'cw==', iterations: 101 };
const none = { publish: [], subscribe: [] };

describe('topic rights', () => {
  it('keep a gateway within its own meter and its club', () => {
    expect(rightsOf('gateway-12-a')).toEqual({
      publish: ['cydynni/meter/12-a/#', 'mtr/e/12-a', 'resp/e/12-a'],
      subscribe: ['cydynni/club/#', 'cfg/e/12-a'],
    });
  });

  it.each(['gateway-', 'device', 'gateway-a/b', 'gateway-+', 'gateway-#', 'Admin', ''])(
    'do not exist for %j',
    (name) => {
      expect(rightsOf(name)).toBeUndefined();
    },
  );
});

describe('the plugin file', () => {
  it('denies what no role allows', () => {
    const { defaultACLAccess } = withAccount(undefined, 'a', hash, none);
    expect(defaultACLAccess).toMatchObject({ publishClientSend: false, publishClientReceive: false, subscribe: false });
  });

  it('replaces an account and keeps the ones the hub made', () => {
    const first = withAccount(withAccount(undefined, 'plug', hash, none), 'a', hash, none);
    const second = withAccount(first, 'a', { ...hash, password: 'bmV3' }, { publish: ['x'], subscribe: ['y/#'] });
    expect(second.clients.map(({ username, password }) => [username, password])).toEqual([
      ['plug', 'cA=='],
      ['a', 'bmV3'],
    ]);
    expect(second.roles.find(({ rolename }) => rolename === 'a')?.acls).toEqual([
      { acltype: 'publishClientSend', topic: 'x', priority: 0, allow: true },
      { acltype: 'publishClientReceive', topic: 'y/#', priority: 0, allow: true },
      { acltype: 'subscribePattern', topic: 'y/#', priority: 0, allow: true },
    ]);
  });
});
