import { describe, expect, it } from 'vitest';
import { settingsFiles } from './settings-files';

const wifiConf = (ssid: string, password: string): string =>
  settingsFiles({ wifi: { ssid, password, country: 'GB', hidden: false } })[0]?.content ?? '';

describe('settingsFiles', () => {
  it('writes nothing for settings that were not given', () => {
    expect(settingsFiles({})).toEqual([]);
  });

  it('keeps the WiFi password where only root reads', () => {
    const [file] = settingsFiles({ wifi: { ssid: 'x', password: 'longenough', country: 'GB', hidden: true } });
    expect(file).toMatchObject({ path: 'secrets/wifi.conf', mode: 0o600 });
    expect(file?.content).toContain('scan_ssid=1');
  });

  it('gives the name as bytes, so that no name is syntax', () => {
    expect(wifiConf('a"\n}', 'longenough')).toContain('ssid=61220a7d\n');
  });

  it('takes 64 hexadecimal digits as the key itself', () => {
    const key = 'ab'.repeat(32);
    expect(wifiConf('x', key)).toContain(`psk=${key}\n`);
    expect(wifiConf('x', key)).not.toContain('SAE');
  });

  it('writes the key that WPA2 makes of name and password (IEEE 802.11i, H.4.1), and no password in clear', () => {
    const conf = wifiConf('IEEE', 'password');
    expect(conf).toContain('psk=f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e\n');
    expect(conf).toContain(`sae_password=${Buffer.from('password').toString('hex')}\n`);
    expect(conf).not.toContain('"');
  });

  it('writes keys one a line, twice, and the rest as environments of their own', () => {
    const files = settingsFiles({
      ssh: { authorized_keys: ['k1', 'k2'] },
      system: { locale: 'cy', timezone: 'Europe/London' },
      server: { address: 'https://Hub.example.org/' },
    });
    expect(Object.fromEntries(files.map(({ path, content }) => [path, content]))).toEqual({
      'ssh/preseed_keys': 'k1\nk2\n',
      'ssh/authorized_keys': 'k1\nk2\n',
      'config/hub-api.env': 'HUB_TIME_ZONE=Europe/London\n',
      'config/locale.env': 'HUB_LOCALE=cy\n',
      'config/server.env': 'HUB_SERVER_URL=https://hub.example.org\n',
    });
  });
});
