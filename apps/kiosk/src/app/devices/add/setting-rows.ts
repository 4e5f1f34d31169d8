import { type DeviceAccess } from '@hub/contracts';

/** One setting: the firmware's own label for it, and what is entered. */
export interface SettingRow {
  readonly label: string;
  readonly value: string;
}

/** What is entered in a device, in the order in which its page asks for it. `host`: where this page came from. */
export function settingRows({ account, topic, settings, device }: DeviceAccess, host: string): readonly SettingRow[] {
  const own = settings.topic === undefined ? [] : [{ label: settings.topic, value: topic }];
  const also = settings.also.map(([label, value]) => ({ label, value }));
  if (account === null) return [...own, ...also];
  const { port, username, password } = account;
  const server =
    settings.host === settings.port
      ? [{ label: settings.host, value: `${schemeOf(device.type)}${host}:${port}` }]
      : [
          { label: settings.host, value: host },
          { label: settings.port, value: String(port) },
        ];
  const login = [
    { label: settings.user, value: username },
    { label: settings.password, value: password },
  ];
  return [...server, ...login, ...own, ...also];
}

/** Zigbee2MQTT wants an address with its scheme. */
const schemeOf = (type: DeviceAccess['device']['type']): string => (type === 'zigbee2mqtt' ? 'mqtt://' : '');
