import { describe, expect, it } from 'vitest';
import { labelCode } from './label-code';

describe('labelCode', () => {
  it('is what a label’s QR code brings', () => expect(labelCode('#claim=7GTWN-449QY')).toBe('7GTWN-449QY'));

  it.each(['', '#', '#claim=', '#claim=7GTWN', '#claim=<b>wn-449QY', '#other=7GTWN-449QY', '#claim=7GTWN-449QYX'])(
    'is nothing in %j',
    (fragment) => expect(labelCode(fragment)).toBe(''),
  );
});
