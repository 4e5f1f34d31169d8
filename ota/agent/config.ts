import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../health/observe';
import type { OfflinePlaces } from '../offline/bundle-scanner';
import { OtaError } from '../ota-error';
import type { FactPlaces } from '../system-facts';
import type { MachinePlaces } from './hub-machine';
import { readLink, type LinkPlaces } from './link';

export const help = `agent: keeps the hub up to date

  node agent.mjs            runs until it is stopped; SIGHUP asks for the target at once, for someone who waits

Settings by environment (default):
  HUB_OTA_TARGET_URL        where the target is read, https (at the server of the household's link; without link nowhere)
  HUB_OTA_REPORT_URL        where the status is sent, https (at the server of the link, or its broker)
  HUB_OTA_LINK_DIR          the household's link, as hub-api keeps it (/data/hub/link)
  HUB_OTA_KEY_FILE          the hub's key for it (/data/secrets/hub/key.pem)
  HUB_OTA_CA_FILE           certificates to trust instead of the system's
  HUB_OTA_TOKEN_FILE        bearer token for both addresses
  HUB_OTA_MQTT_URL          broker with the retained target, which asks for a check at once (none)
  HUB_OTA_MQTT_TOPIC        its topic; HUB_OTA_MQTT_USERNAME, HUB_OTA_MQTT_PASSWORD_FILE, HUB_OTA_MQTT_CA_FILE
  HUB_OTA_DIR               state and downloads (/data/ota)
  HUB_OTA_STATUS_FILE       status for the settings page (/run/cydynni/update.json)
  HUB_OTA_UPLOAD_DIR        where the page's uploads lie (upload/ in HUB_OTA_DIR)
  HUB_OTA_STICK_DIR         a folder for each USB stick (/run/hub-stick)
  HUB_OTA_OFFLINE_FILE      what sticks and uploads bring, for the settings page (/run/cydynni/offline.json)
  HUB_OTA_LOAD_FILE         {"running":true|false} by the program that switches loads (/run/hub-api/controlled-load.json)
  HUB_OTA_COMPATIBLE        (cydynni-hub-arm64)
  HUB_OTA_FLOOR_VERSION     oldest release this image accepts (min-bundle-version of HUB_OTA_RAUC_CONFIG, /etc/rauc/system.conf)
  HUB_OTA_POLL_S            (600)    HUB_OTA_LOOK_S (15)    HUB_OTA_SILENCE_S (30)    HUB_OTA_RETRY_S (1)
  HUB_OTA_VERDICT_S         the health gate must have spoken within (2400)
  HUB_OTA_INSTALL_S         an installation that takes longer hangs: RAUC is restarted (10800)
  HUB_OTA_HUB_URL           the hub's own page (http://127.0.0.1); it answers within HUB_OTA_ANSWER_S (10)
  HUB_OTA_RELEASE_FILE HUB_OTA_CMDLINE_FILE HUB_OTA_BOOT_ID_FILE HUB_OTA_BOOT_STATE   where the system says what it is`;

type Environment = Readonly<Record<string, string | undefined>>;

export interface Broker {
  readonly url: string;
  readonly topic: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly caFile: string | undefined;
}

export interface Config {
  readonly targetUrl: string | undefined;
  readonly reportUrl: string | undefined;
  readonly ca: string | undefined;
  readonly token: string | undefined;
  readonly broker: Broker | undefined;
  readonly link: LinkPlaces;
  readonly stateFile: string;
  readonly downloadDir: string;
  readonly compatible: string;
  readonly floorVersion: string;
  readonly pollS: number;
  readonly lookS: number;
  readonly silenceS: number;
  readonly retryS: number;
  readonly verdictWithinS: number;
  readonly installLimitS: number;
  readonly machine: MachinePlaces;
  readonly offline: OfflinePlaces;
}

export const factPlaces = (env: Environment): FactPlaces => ({
  releaseFile: env['HUB_OTA_RELEASE_FILE'] ?? '/usr/lib/cydynni/release',
  cmdlineFile: env['HUB_OTA_CMDLINE_FILE'] ?? '/proc/cmdline',
  bootIdFile: env['HUB_OTA_BOOT_ID_FILE'] ?? '/proc/sys/kernel/random/boot_id',
  bootStateTool: env['HUB_OTA_BOOT_STATE'] ?? '/usr/lib/cydynni/ota/boot-state',
  verdictFile: join(env['HUB_OTA_DIR'] ?? '/data/ota', 'verdict.json'),
});

const linkPlaces = (env: Environment): LinkPlaces => ({
  dir: env['HUB_OTA_LINK_DIR'] ?? '/data/hub/link',
  keyFile: env['HUB_OTA_KEY_FILE'] ?? '/data/secrets/hub/key.pem',
});

export function healthPlaces(env: Environment): Places {
  const set = httpsUrl(env, 'HUB_OTA_TARGET_URL');
  const link = set === undefined ? readLink(linkPlaces(env)) : undefined;
  return {
    hubUrl: env['HUB_OTA_HUB_URL'] ?? 'http://127.0.0.1',
    serverUrl: set ?? link?.targetUrl,
    ca: fileText(env, 'HUB_OTA_CA_FILE') ?? link?.ca,
    answerWithinS: positive(env, 'HUB_OTA_ANSWER_S', 10),
  };
}

/** Throws `OTA_CONFIG` with the name of the setting that is wrong. */
export function readConfig(env: Environment): Config {
  const dir = env['HUB_OTA_DIR'] ?? '/data/ota';
  const token = fileText(env, 'HUB_OTA_TOKEN_FILE')?.trim();
  return {
    targetUrl: httpsUrl(env, 'HUB_OTA_TARGET_URL'),
    reportUrl: httpsUrl(env, 'HUB_OTA_REPORT_URL'),
    ca: fileText(env, 'HUB_OTA_CA_FILE'),
    token,
    broker: brokerOf(env),
    link: linkPlaces(env),
    stateFile: join(dir, 'state.json'),
    downloadDir: join(dir, 'bundles'),
    compatible: env['HUB_OTA_COMPATIBLE'] ?? 'cydynni-hub-arm64',
    floorVersion: env['HUB_OTA_FLOOR_VERSION'] ?? raucFloor(env['HUB_OTA_RAUC_CONFIG'] ?? '/etc/rauc/system.conf'),
    pollS: positive(env, 'HUB_OTA_POLL_S', 600),
    lookS: positive(env, 'HUB_OTA_LOOK_S', 15),
    silenceS: positive(env, 'HUB_OTA_SILENCE_S', 30),
    retryS: positive(env, 'HUB_OTA_RETRY_S', 1),
    verdictWithinS: positive(env, 'HUB_OTA_VERDICT_S', 2400),
    installLimitS: positive(env, 'HUB_OTA_INSTALL_S', 3 * 3600),
    offline: {
      uploadDir: env['HUB_OTA_UPLOAD_DIR'] ?? join(dir, 'upload'),
      stickDir: env['HUB_OTA_STICK_DIR'] ?? '/run/hub-stick',
      stateFile: env['HUB_OTA_OFFLINE_FILE'] ?? '/run/cydynni/offline.json',
    },
    machine: {
      ...factPlaces(env),
      statusFile: env['HUB_OTA_STATUS_FILE'] ?? '/run/cydynni/update.json',
      loadFile: env['HUB_OTA_LOAD_FILE'] ?? '/run/hub-api/controlled-load.json',
      health: healthPlaces(env),
    },
  };
}

/** RAUC refuses what is older by itself; the agent reads the same line so that it need not fetch it first. */
function raucFloor(file: string): string {
  try {
    return /^min-bundle-version=(\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '0.0.0';
  } catch {
    return '0.0.0';
  }
}

function brokerOf(env: Environment): Broker | undefined {
  const url = env['HUB_OTA_MQTT_URL'];
  const topic = env['HUB_OTA_MQTT_TOPIC'];
  if (!url || !topic) return undefined;
  const password = fileText(env, 'HUB_OTA_MQTT_PASSWORD_FILE')?.trim();
  return { url, topic, username: env['HUB_OTA_MQTT_USERNAME'], password, caFile: env['HUB_OTA_MQTT_CA_FILE'] };
}

function httpsUrl(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (!value) return undefined;
  if (URL.parse(value)?.protocol === 'https:') return value;
  throw new OtaError('OTA_CONFIG', `${name} is not an https address`, 'See agent.mjs --help');
}

function fileText(env: Environment, name: string): string | undefined {
  const file = env[name];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new OtaError('OTA_CONFIG', `${name} names a file that cannot be read`, 'See agent.mjs --help');
  }
}

export function positive(env: Environment, name: string, otherwise: number): number {
  const value = Number(env[name] ?? otherwise);
  if (Number.isFinite(value) && value > 0) return value;
  throw new OtaError('OTA_CONFIG', `${name} is not a positive number`, 'See agent.mjs --help');
}
