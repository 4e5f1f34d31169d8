import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config';

describe('configuration', () => {
  it('needs a data folder and has a default for everything else', () => {
    expect(readConfig({ HUB_DATA_DIR: '/data' }, '1.2.3')).toMatchObject({
      version: '1.2.3',
      timeZone: 'Europe/London',
      http: { host: '0.0.0.0', port: 80 },
      broker: { url: 'mqtt://127.0.0.1:1883', password: undefined },
    });
  });

  it('takes an empty variable for none', () => {
    expect(readConfig({ HUB_DATA_DIR: '/data', HUB_KIOSK_DIR: '', HUB_HTTP_PORT: '' }, '1').http.port).toBe(80);
  });

  it.each(['network', '192.168.1.255'])('tells plugs where the hub is by %s', (to) => {
    const { beacon } = readConfig({ HUB_DATA_DIR: '/data', HUB_BEACON_TO: to }, '1');
    expect(beacon).toEqual({ to, port: 5005 });
  });

  it.each(['everyone', '192.168.1', '::1', '192.168.1.256'])('tells no plugs by %s', (to) => {
    expect(() => readConfig({ HUB_DATA_DIR: '/data', HUB_BEACON_TO: to }, '1')).toThrow('HUB_BEACON_TO');
  });

  it('cannot be changed', () => {
    const config = readConfig({ HUB_DATA_DIR: '/data' }, '1');
    expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
  });

  it('names everything that is wrong at once', () => {
    const read = () =>
      readConfig({ HUB_HTTP_PORT: '70000', HUB_TIME_ZONE: 'Europe/Bangor', HUB_MQTT_URL: 'http://x' }, '1');
    expect(read).toThrow(ConfigError);
    for (const name of ['HUB_DATA_DIR', 'HUB_HTTP_PORT', 'HUB_TIME_ZONE', 'HUB_MQTT_URL']) expect(read).toThrow(name);
  });

  it('names the variable of a password file that is not there', () => {
    expect(() => readConfig({ HUB_DATA_DIR: '/data', HUB_MQTT_PASSWORD_FILE: '/nowhere' }, '1')).toThrow(
      'HUB_MQTT_PASSWORD_FILE',
    );
  });
});
