import { describe, expect, it } from 'vitest';
import { codeInAddress } from './code-in-address';

describe('codeInAddress', () => {
  it('is what a QR code brings', () => expect(codeInAddress('#claim=7GTWN-449QY')).toBe('7GTWN-449QY'));

  it.each(['', '#', '#claim=', '#claim=7GTWN', '#claim=<b>wn-449QY', '#other=7GTWN-449QY', '#claim=7GTWN-449QYX'])(
    'is nothing in %j',
    (fragment) => expect(codeInAddress(fragment)).toBe(''),
  );
});
