import { networkAddresses } from '@hub/adapters/system';
import { Health } from '@hub/contracts';
import type { HealthObservation } from '@hub/domain/update';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ask } from '../agent/https';

/** Where a look at the running system looks. */
export interface Places {
  /** The hub's own page and API, for example `http://127.0.0.1`. */
  readonly hubUrl: string;
  /** Any answer from here shows that the server is reachable. */
  readonly serverUrl: string | undefined;
  /** Certificates to trust there instead of the system's. */
  readonly ca: string | undefined;
  readonly answerWithinS: number;
}

const run = promisify(execFile);

/** Names of the units that failed; one name that says so when systemd does not answer. */
export async function failedUnits(): Promise<readonly string[]> {
  try {
    const { stdout } = await run('systemctl', ['list-units', '--state=failed', '--plain', '--no-legend', '--no-pager']);
    return stdout.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || []);
  } catch {
    return ['systemd-does-not-answer'];
  }
}

async function fetchWithin(url: string, seconds: number): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(seconds * 1000), redirect: 'manual' });
}

export async function deepHealth({ hubUrl, answerWithinS }: Places): Promise<Health | undefined> {
  try {
    const answer = await fetchWithin(`${hubUrl}/api/v1/health`, answerWithinS);
    const parsed = Health.safeParse(await answer.json());
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the page itself is there, not only the API behind it. */
async function pageAnswers({ hubUrl, answerWithinS }: Places): Promise<boolean> {
  try {
    const answer = await fetchWithin(`${hubUrl}/`, answerWithinS);
    return answer.status === 200 && (await answer.text()).includes('<html');
  } catch {
    return false;
  }
}

export async function serverReachable({ serverUrl, ca, answerWithinS }: Places): Promise<boolean> {
  if (serverUrl === undefined) return false;
  try {
    const signal = AbortSignal.timeout(answerWithinS * 1000);
    const answer = await ask(serverUrl, { ca, token: undefined, silenceS: answerWithinS }, { signal });
    answer.destroy();
    return (answer.statusCode ?? 500) < 500;
  } catch {
    return false;
  }
}

/** One look. `nowS` and `builtAtS` in unix seconds: a clock behind the build is certainly wrong. */
export async function observe(
  places: Places,
  version: string,
  nowS: number,
  builtAtS: number,
): Promise<HealthObservation> {
  const [page, health, units, reachable] = await Promise.all([
    pageAnswers(places),
    deepHealth(places),
    failedUnits(),
    serverReachable(places),
  ]);
  return {
    page: !page ? 'silent' : health && health.version !== version ? 'other-version' : 'expected-version',
    api: health?.status ?? 'silent',
    failedUnits: units,
    clock: nowS >= builtAtS ? 'sane' : 'behind-build',
    serverReachable: reachable,
    inNetwork: networkAddresses().length > 0,
  };
}
