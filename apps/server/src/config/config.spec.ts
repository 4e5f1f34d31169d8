import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config';

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
      club: { key: 'bethesda' },
      rainUrl: undefined,
    });
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
