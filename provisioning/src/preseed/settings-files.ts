import { pbkdf2Sync } from 'node:crypto';
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

/**
 * wpa_supplicant's own file; WPA2 and WPA3. Name, key and password go in as hexadecimal digits: its parser has no way to quote
 * every character. The key is what WPA2 makes of name and password; WPA3 wants the password itself.
 */
function wpaSupplicantConf({ ssid, password, country, hidden }: Wifi): string {
  const isKey = /^[0-9A-Fa-f]{64}$/.test(password);
  const key = isKey ? password : pbkdf2Sync(password, Buffer.from(ssid, 'utf8'), 4096, 32, 'sha1').toString('hex');
  return lines([
    `country=${country}`,
    'ctrl_interface=DIR=/run/wpa_supplicant',
    'update_config=0',
    'network={',
    `  ssid=${hex(ssid)}`,
    ...(hidden ? ['  scan_ssid=1'] : []),
    isKey ? '  key_mgmt=WPA-PSK' : '  key_mgmt=WPA-PSK WPA-PSK-SHA256 SAE',
    '  ieee80211w=1',
    `  psk=${key}`,
    ...(isKey ? [] : [`  sae_password=${hex(password)}`]),
    '}',
  ]);
}

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
