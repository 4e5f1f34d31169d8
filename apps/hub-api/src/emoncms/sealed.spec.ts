import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unseal } from './sealed';

const KEY = '0123456789abcdef0123456789abcdef';
const TEXT = 'node=tx&data=[[0,"a",1]]&time=1700000000';

/** What a device does. */
function seal(key = KEY, text = TEXT): { sealed: string; authorization: string } {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'hex'), iv);
  const sealed = Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64url');
  return { sealed, authorization: `1:${createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex')}` };
}

describe('a sealed message', () => {
  it('is opened with the key it was sealed with, and proved to have been read', () => {
    const { sealed, authorization } = seal();
    expect(unseal(sealed, authorization, [KEY.replaceAll('0', '1'), KEY])).toEqual({
      parameters: { node: 'tx', data: '[[0,"a",1]]', time: '1700000000' },
      proof: expect.stringMatching(/^[\w-]{43}=$/) as string,
      key: KEY,
    });
  });

  it('proves it as IoTaWatt expects: 32 bytes in 44 letters, the last of them padding', () => {
    const { sealed, authorization } = seal();
    const opened = unseal(sealed, authorization, [KEY]);
    const proof = typeof opened === 'string' ? '' : opened.proof;
    expect(proof).toHaveLength(44);
    expect(Buffer.from(proof, 'base64url')).toEqual(createHash('sha256').update(TEXT).digest());
  });

  it.each<[string, (good: ReturnType<typeof seal>) => ReturnType<typeof unseal>, string]>([
    ['without signature', ({ sealed }) => unseal(sealed, undefined, [KEY]), 'missing authorization header'],
    [
      'with half a signature',
      ({ sealed }) => unseal(sealed, 'x', [KEY]),
      'authorization header format should be userid:hmac',
    ],
    ['that is empty', ({ authorization }) => unseal('', authorization, [KEY]), 'no content in post body'],
    ['with a foreign signature', ({ sealed }) => unseal(sealed, `1:${'0'.repeat(64)}`, [KEY]), 'invalid data'],
    [
      'sealed with a foreign key',
      () => unseal(seal('f'.repeat(32)).sealed, seal('f'.repeat(32)).authorization, [KEY]),
      'invalid data',
    ],
    ['cut short', ({ sealed, authorization }) => unseal(sealed.slice(0, 30), authorization, [KEY]), 'invalid data'],
    [
      'on a hub that knows no such key',
      ({ sealed, authorization }) => unseal(sealed, authorization, []),
      'invalid data',
    ],
  ])('%s is refused', (_, open, wanted) => {
    expect(open(seal())).toBe(wanted);
  });
});
