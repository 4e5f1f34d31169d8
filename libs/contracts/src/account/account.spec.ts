import { describe, expect, it } from 'vitest';
import { NewAccount } from './account';
import { Enrolment } from './enrolment';
import { HubIdText } from './text';

describe('a new account', () => {
  const given = { email: ' Ann@Example.org ', password: 'long enough', claimCode: 'abcde-fghjk' };

  it('has its e-mail address in small letters, its code in ten characters, and English unless told', () =>
    expect(NewAccount.parse(given)).toEqual({
      email: 'ann@example.org',
      password: 'long enough',
      claimCode: 'ABCDEFGHJK',
      language: 'en',
    }));

  it.each([
    { email: 'ann' },
    { email: `${'a'.repeat(250)}@b.uk` },
    { password: 'short' },
    { password: 'x'.repeat(257) },
    { claimCode: 'ABCDE' },
    { claimCode: 'UBCDE-FGHJK' },
    { claimCode: 'A'.repeat(100_000) },
    { language: 'fr' },
  ])('is refused with %j', (wrong) => expect(NewAccount.safeParse({ ...given, ...wrong }).success).toBe(false));
});

describe('an enrolment', () => {
  const given = {
    hubId: 'h-7k3m9x2p',
    csr: '-----BEGIN CERTIFICATE REQUEST-----\nMA==\n-----END CERTIFICATE REQUEST-----\n',
    email: 'ann@example.org',
    password: 'x',
    localAddresses: ['192.168.1.20', 'fe80::1%eth0', 'cydynni.local'],
    version: '1.2.0-rc.1',
  };

  it('is taken', () => expect(Enrolment.safeParse(given).success).toBe(true));

  it.each([
    { hubId: 'h-7K3M9X2P' },
    { hubId: 'h-7k3m9x2p/../x' },
    { hubId: 'h-iloulou1' },
    { csr: 'x' },
    { csr: `-----BEGIN CERTIFICATE REQUEST-----${'A'.repeat(9000)}` },
    { localAddresses: ['<script>'] },
    { localAddresses: Array.from({ length: 17 }, () => '10.0.0.1') },
    { version: '1.2.0 <b>' },
  ])('is refused with %j', (wrong) => expect(Enrolment.safeParse({ ...given, ...wrong }).success).toBe(false));

  it('knows hub ids', () => expect(HubIdText.safeParse('h-00000000').success).toBe(true));
});
