import { type Preseed, type Wifi } from './preseed';

/** A file that a setting becomes, below the data folder. */
export interface SettingFile {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
}

/** What the hub keeps of its preseed file. Settings that were not given leave their files as they are. */
export function settingsFiles(preseed: Preseed): readonly SettingFile[] {
  const { wifi, ssh, system, server } = preseed;
  return [
    ...(wifi ? [{ path: 'secrets/wifi.conf', mode: 0o600, content: wpaSupplicantConf(wifi) }] : []),
    ...(ssh ? [{ path: 'ssh/authorized_keys', mode: 0o600, content: lines(ssh.authorized_keys) }] : []),
    ...(system?.timezone === undefined
      ? []
      : [{ path: 'config/hub-api.env', mode: 0o644, content: lines([`HUB_TIME_ZONE=${system.timezone}`]) }]),
    ...(system || server
      ? [
          {
            path: 'config/household.json',
            mode: 0o644,
            content: `${JSON.stringify({ locale: system?.locale, server: server?.address })}\n`,
          },
        ]
      : []),
  ];
}

/** wpa_supplicant's own file; WPA2 and WPA3. Names and passwords go in as hexadecimal or quoted plain text, never as syntax. */
function wpaSupplicantConf(wifi: Wifi): string {
  const isKey = /^[0-9A-Fa-f]{64}$/.test(wifi.password);
  return lines([
    `country=${wifi.country}`,
    'ctrl_interface=DIR=/run/wpa_supplicant',
    'update_config=0',
    'network={',
    `  ssid=${Buffer.from(wifi.ssid, 'utf8').toString('hex')}`,
    ...(wifi.hidden ? ['  scan_ssid=1'] : []),
    // A bare key cannot do WPA3, which needs the password itself.
    isKey ? '  key_mgmt=WPA-PSK' : '  key_mgmt=WPA-PSK WPA-PSK-SHA256 SAE',
    '  ieee80211w=1',
    // wpa_supplicant takes the text up to the last quote of the line, so a quote inside is safe.
    `  psk=${isKey ? wifi.password : `"${wifi.password}"`}`,
    '}',
  ]);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
