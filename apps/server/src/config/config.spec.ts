import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config';
import { ConfigError } from './config-error';

let dir: string;
let token: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'server-config-'));
  token = join(dir, 'token');
  writeFileSync(token, 'secret\n');
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('configuration', () => {
  it('needs a data folder, E-power and its token, and has a default for everything else', () => {
    const needed = {
      SERVER_DATA_DIR: '/data',
      SERVER_EPOWER_URL: 'https://epower.test/rest',
      SERVER_EPOWER_TOKEN_FILE: token,
    };
    expect(readConfig(needed, '1.2.3')).toMatchObject({
      version: '1.2.3',
      timeZone: 'Europe/London',
      epower: { clubToken: 'secret', prefix: 'cyd' },
      club: { key: 'bethesda', generators: [{ type: 'hydro', maxKW: 98 }] },
      weather: { rain: undefined, sun: undefined, wind: undefined, openMeteo: undefined },
    });
  });

  it('has the weather of a place, whose two coordinates belong together', () => {
    const read = (given: object) =>
      readConfig(
        {
          SERVER_DATA_DIR: '/data',
          SERVER_EPOWER_URL: 'https://epower.test/rest',
          SERVER_EPOWER_TOKEN_FILE: token,
          ...given,
        },
        '1',
      ).weather.openMeteo;
    expect(read({ SERVER_LATITUDE: '53.18', SERVER_LONGITUDE: '-4.06' })).toEqual({
      url: 'https://api.open-meteo.com/v1/forecast',
      ...{ latitude: 53.18, longitude: -4.06, tilt: 35, azimuth: 0, key: undefined },
    });
    expect(read({ SERVER_LATITUDE: '53', SERVER_LONGITUDE: '-4', SERVER_OPEN_METEO_KEY_FILE: token })?.key).toBe(
      'secret',
    );
    expect(() => read({ SERVER_LATITUDE: '53' })).toThrow('belong together');
    expect(() => read({ SERVER_LATITUDE: '91', SERVER_LONGITUDE: '0' })).toThrow('SERVER_LATITUDE');
    expect(() => read({ SERVER_LATITUDE: 'north', SERVER_LONGITUDE: '0' })).toThrow('SERVER_LATITUDE');
  });

  it('speaks TLS with a certificate of its own for some hosts, or with one of somebody else', () => {
    const read = (given: object) =>
      readConfig(
        {
          SERVER_DATA_DIR: '/data',
          SERVER_EPOWER_URL: 'https://epower.test/rest',
          SERVER_EPOWER_TOKEN_FILE: token,
          ...given,
        },
        '1',
      );
    expect(read({})).toMatchObject({
      tls: undefined,
      broker: undefined,
      authority: { dir: '/data/authority', hubDays: 365 },
    });
    expect(read({ SERVER_TLS_HOSTS: 'cydynni.example,::1' }).tls).toEqual({ hosts: ['cydynni.example', '::1'] });
    const files = { SERVER_TLS_CERT_FILE: '/c', SERVER_TLS_KEY_FILE: '/k', SERVER_TLS_HOSTS: 'x' };
    expect(read(files).tls).toEqual({ certFile: '/c', keyFile: '/k', trustFile: undefined });
    expect(read({ SERVER_MQTT_URL: 'mqtts://in:8883', SERVER_MQTT_HUB_URL: 'mqtts://out:8883' }).broker).toEqual({
      url: 'mqtts://in:8883',
      hubUrl: 'mqtts://out:8883',
    });
    expect(() => read({ SERVER_TLS_CERT_FILE: '/c' })).toThrow('belong together');
    expect(() => read({ SERVER_TLS_HOSTS: 'a b' })).toThrow('SERVER_TLS_HOSTS');
    expect(() => read({ SERVER_MQTT_URL: 'mqtt://plain' })).toThrow('SERVER_MQTT_URL');
  });

  describe('of generators', () => {
    const read = (generators: unknown, given: object = {}) => {
      const path = join(dir, 'generators.json');
      writeFileSync(path, typeof generators === 'string' ? generators : JSON.stringify(generators));
      const needed = {
        SERVER_DATA_DIR: '/data',
        SERVER_EPOWER_URL: 'https://e.test/rest',
        SERVER_EPOWER_TOKEN_FILE: token,
      };
      return readConfig({ ...needed, SERVER_GENERATORS_FILE: path, ...given }, '1').club.generators;
    };

    it('takes several of each type, and none', () => {
      const wind = { type: 'wind', ratedKW: 11, kWPerMs: 1.2, offsetKW: -4 };
      const list = [{ type: 'hydro', name: 'Berthen', maxKW: 98 }, { type: 'solar', peakKW: 30 }, wind, wind];
      expect(read([...list, { type: 'flat', kW: 2 }])).toHaveLength(5);
      expect(read(list)[0]).toEqual(list[0]);
      expect(read([])).toEqual([]);
      const needed = {
        SERVER_DATA_DIR: '/data',
        SERVER_EPOWER_URL: 'https://e.test/rest',
        SERVER_EPOWER_TOKEN_FILE: token,
      };
      expect(readConfig({ ...needed, SERVER_GENERATOR: 'none' }, '1').club.generators).toEqual([]);
    });

    it.each([
      ['no JSON', '{', 'is not JSON'],
      ['no list', { type: 'flat', kW: 2 }, 'the list'],
      ['an unknown type', [{ type: 'tidal', kW: 2 }], '0.type'],
      ['a misspelt size', [{ type: 'solar', peakKw: 30 }], '0'],
      ['no size', [{ type: 'hydro' }], '0.maxKW'],
      ['a size that is none', [{ type: 'flat', kW: -1 }], '0.kW'],
      ['infinity', '[{"type":"flat","kW":1e999}]', '0.kW'],
    ])('refuses %s, and names it', (_, generators, why) => {
      expect(() => read(generators)).toThrow(ConfigError);
      expect(() => read(generators)).toThrow('SERVER_GENERATORS_FILE');
      expect(() => read(generators)).toThrow(why);
    });
  });

  it('names everything that is wrong at once', () => {
    const read = () =>
      readConfig(
        { SERVER_HTTP_PORT: '70000', SERVER_EPOWER_URL: 'ftp://x', SERVER_CLUB: 'a/b', SERVER_CLUB_FIRST_DAY: 'then' },
        '1',
      );
    expect(read).toThrow(ConfigError);
    const wrong = [
      'SERVER_DATA_DIR',
      'SERVER_HTTP_PORT',
      'SERVER_EPOWER_URL',
      'SERVER_EPOWER_TOKEN_FILE',
      'SERVER_CLUB',
      'SERVER_CLUB_FIRST_DAY',
    ];
    for (const name of wrong) expect(read).toThrow(name);
  });

  it('names the variable of a token file that is not there', () => {
    const given = {
      SERVER_DATA_DIR: '/data',
      SERVER_EPOWER_URL: 'https://epower.test/rest',
      SERVER_EPOWER_TOKEN_FILE: join(dir, 'none'),
    };
    expect(() => readConfig(given, '1')).toThrow('SERVER_EPOWER_TOKEN_FILE');
  });
});
