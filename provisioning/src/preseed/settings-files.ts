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
    // A copy of their own: keys that the page adds come beside them.
    ...(ssh ? keyFiles(lines(ssh.authorized_keys)) : []),
    // One file for each: a setting that is not given again stays.
    ...environment('hub-api', 'HUB_TIME_ZONE', system?.timezone),
    ...environment('locale', 'HUB_LOCALE', system?.locale),
    ...environment('server', 'HUB_SERVER_URL', server && new URL(server.address).origin),
  ];
}

const keyFiles = (content: string): SettingFile[] =>
  ['ssh/preseed_keys', 'ssh/authorized_keys'].map((path) => ({ path, mode: 0o600, content }));

/** A file that hub-api's unit reads (`EnvironmentFile=`). The values were checked: none of them has a line of its own. */
const environment = (name: string, variable: string, value: string | undefined): SettingFile[] =>
  value === undefined ? [] : [{ path: `config/${name}.env`, mode: 0o644, content: `${variable}=${value}\n` }];

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
