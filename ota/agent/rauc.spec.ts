import { describe, expect, it } from 'vitest';
import { meaningOf, percentOf, reasonOf } from './rauc';

const REFUSED = `installing
  0% Installing
  0% Determining slot states
 20% Determining slot states done.
 20% Checking bundle
 20% Verifying signature
 40% Verifying signature failed.
 40% Checking bundle failed.
100% Installing failed.
LastError: signature verification failed: Verify error: unable to get local issuer certificate
Installing \`/data/ota/bundles/35.raucb\` failed
`;

describe('what RAUC prints', () => {
  it('names the cause of a failure', () => {
    expect(reasonOf(REFUSED)).toBe(
      'signature verification failed: Verify error: unable to get local issuer certificate',
    );
    expect(meaningOf(reasonOf(REFUSED))).toBe('bundle');
  });

  it('is judged by the cause, not by the steps before it', () => {
    const full = REFUSED.replace(/^LastError: .*$/m, 'LastError: failed to open /dev/hub/b: no such device');
    expect(meaningOf(reasonOf(full))).toBe('device');
  });

  it('is the reason itself when it names no cause', () => {
    expect(reasonOf('installing\nError connecting to D-Bus\n')).toBe('Error connecting to D-Bus');
    expect(reasonOf('')).toBe('');
  });

  it('says how much is done', () => {
    const percents = REFUSED.split('\n').map(percentOf);
    expect(percents.filter((percent) => percent !== undefined)).toEqual([0, 0, 20, 20, 20, 40, 40, 100]);
    expect(percentOf('999% of nothing')).toBe(100);
  });
});
