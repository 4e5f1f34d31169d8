import { describe, expect, it } from 'vitest';
import { parsePreseed } from './parse-preseed';

const KEY = `ssh-ed25519 ${'A'.repeat(68)} maker@bench`;
const read = (text: string) => parsePreseed(new TextEncoder().encode(text));
const faults = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.faults;
};

describe('parsePreseed', () => {
  it('takes every setting there is', () => {
    const result = read(`
      [wifi]
      ssid = "Tŷ ni"
      password = 'say "shwmae"'
      country = "GB"
      hidden = true
      [system]
      locale = "cy"
      timezone = "Europe/London"
      [ssh]
      authorized_keys = ["${KEY}"]
      [server]
      address = "https://hub.example.org"
    `);
    expect(result).toEqual({
      ok: true,
      preseed: {
        wifi: { ssid: 'Tŷ ni', password: 'say "shwmae"', country: 'GB', hidden: true },
        system: { locale: 'cy', timezone: 'Europe/London' },
        ssh: { authorized_keys: [KEY] },
        server: { address: 'https://hub.example.org' },
      },
    });
  });

  it.each(['', '\n', '# [wifi]\n# ssid = "home"\n', '\uFEFF'])('refuses a file without settings: %j', (text) => {
    expect(faults(text)).toMatchObject([{ key: '', message: expect.stringContaining('holds no settings') as string }]);
  });

  it.each(['UK', 'gb', 'EU', 'XX', '00', 'GBR', ''])(
    'refuses the country %j, which would leave the radio with the common rules',
    (code) => {
      const text = `[wifi]\nssid = "home"\npassword = "longenough"\ncountry = "${code}"\n`;
      expect(faults(text)).toMatchObject([{ key: 'wifi.country' }]);
    },
  );

  it.each(['GB', 'IE', 'US'])('takes the country %s', (code) => {
    expect(read(`[wifi]\nssid = "home"\npassword = "longenough"\ncountry = "${code}"\n`).ok).toBe(true);
  });

  it.each([
    ['a key that is not a setting', '[wifi]\nssid = "x"\npassword = "longenough"\npasword = "y"', 'wifi.pasword'],
    ['a table that is not a setting', '[wfi]\nssid = "x"', 'wfi'],
    ['a missing password', '[wifi]\nssid = "x"', 'wifi.password'],
    ['a password that is too short', '[wifi]\nssid = "x"\npassword = "short"', 'wifi.password'],
    ['a name of 33 bytes', `[wifi]\nssid = "${'ŷ'.repeat(16)}x"\npassword = "longenough"`, 'wifi.ssid'],
    ['a line break in the name', '[wifi]\nssid = "a\\nb"\npassword = "longenough"', 'wifi.ssid'],
    ['a language that is not spoken', '[system]\nlocale = "fr"', 'system.locale'],
    ['a zone that is not one', '[system]\ntimezone = "Europe/Machynlleth"', 'system.timezone'],
    ['a zone with a line break', '[system]\ntimezone = "UTC\\nHUB_HTTP_PORT=1"', 'system.timezone'],
    ['a key with options', `[ssh]\nauthorized_keys = ['command="reboot" ${KEY}']`, 'ssh.authorized_keys.0'],
    ['two keys in one text', `[ssh]\nauthorized_keys = ["${KEY}\\n${KEY}"]`, 'ssh.authorized_keys.0'],
    ['no key at all', '[ssh]\nauthorized_keys = []', 'ssh.authorized_keys'],
    ['a server without TLS', '[server]\naddress = "http://hub.example.org"', 'server.address'],
    ['a server with a password', '[server]\naddress = "https://a:b@hub.example.org"', 'server.address'],
  ])('names %s', (_, text, key) => {
    expect(faults(text).map((fault) => fault.key)).toEqual([key]);
  });

  it('names all faults at once', () => {
    expect(faults('[wifi]\nssid = ""\npassword = "x"\n[system]\nlocale = "fr"')).toHaveLength(3);
  });

  it('says the line of a syntax fault without quoting the line', () => {
    const [fault] = faults('[wifi]\npassword = "open-sesame');
    expect(fault).toMatchObject({ line: 2, key: '' });
    expect(JSON.stringify(fault)).not.toContain('sesame');
  });

  it('never repeats a secret', () => {
    expect(JSON.stringify(faults('[wifi]\nssid = "x"\npassword = "tiny"'))).not.toContain('tiny');
  });

  it('refuses what is not text, and what is too large', () => {
    expect(parsePreseed(Uint8Array.of(0xff, 0xfe, 0x41))).toMatchObject({ ok: false });
    expect(parsePreseed(new Uint8Array(65_537))).toMatchObject({ ok: false });
  });
});
