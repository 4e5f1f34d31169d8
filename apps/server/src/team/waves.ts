import { GroupName, type RolloutWave } from '@hub/contracts';
import { usage } from './team-error';

/** `1,5%,group:pilot,100%` → waves. @throws TeamError USAGE naming the part that is wrong */
export function parseWaves(text: string): RolloutWave[] {
  return text.split(',').map((part) => parseWave(part.trim()));
}

function parseWave(part: string): RolloutWave {
  const [, hubs, percent] = /^(?:(\d{1,6})|(\d{1,3}(?:\.\d+)?)%)$/.exec(part) ?? [];
  if (hubs !== undefined && Number(hubs) > 0) return { hubs: Number(hubs) };
  if (percent !== undefined && Number(percent) > 0 && Number(percent) <= 100) return { percent: Number(percent) };
  const group = /^group:(.*)$/.exec(part)?.[1];
  if (group !== undefined && GroupName.safeParse(group).success) return { group };
  throw usage(`"${part}" is no wave: 3 (hubs), 5% (of the fleet) or group:pilot`);
}

export function waveText(wave: RolloutWave): string {
  if ('hubs' in wave) return `${wave.hubs} hubs`;
  return 'percent' in wave ? `${wave.percent}%` : `group ${wave.group}`;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `30m`, `2h`, `1d` or `0` → seconds. @throws TeamError USAGE */
export function parseSeconds(text: string, option: string): number {
  const [, count, unit] = /^(\d{1,7})([smhd])$/.exec(text === '0' ? '0s' : text) ?? [];
  const seconds = SECONDS[unit ?? ''];
  if (count === undefined || seconds === undefined)
    throw usage(`${option} wants a time like 30m, 2h or 1d, not "${text}"`);
  return Number(count) * seconds;
}

/** `5` or `5%` → 5. @throws TeamError USAGE */
export function parsePercent(text: string, option: string): number {
  const percent = Number(/^(\d{1,3}(?:\.\d+)?)%?$/.exec(text)?.[1]);
  if (percent >= 0 && percent <= 100) return percent;
  throw usage(`${option} wants 0 to 100, not "${text}"`);
}
