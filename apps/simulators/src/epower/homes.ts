import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Half-hours of a real home in watt-hours; NaN where the recording has a gap. */
export interface Home {
  readonly name: string;
  /** Unix seconds of the first half-hour. */
  readonly start: number;
  readonly wh: Float64Array;
  /** Half a year out of step: recorded on the other half of the globe. */
  readonly southern: boolean;
}

const FIRST_LINE = /^# start=(\d+) interval=1800 unit=kWh points=(\d+)$/;

/** Read every `*.csv.gz` of a folder, in order of name. Throws an Error that names the file that is not what it should be. */
export async function readHomes(folder: string): Promise<Home[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv.gz')).sort((a, b) => (a < b ? -1 : 1));
  if (names.length === 0) throw new Error(`no home (*.csv.gz) in ${folder}`);
  return Promise.all(
    names.map(async (name) => parseHome(name, gunzipSync(await readFile(join(folder, name))).toString())),
  );
}

export function parseHome(name: string, text: string): Home {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const match = FIRST_LINE.exec(head);
  if (!match || Number(match[2]) - lines.length > 1) throw new Error(`${name} is no half-hourly recording: ${head}`);
  const wh = Float64Array.from({ length: Number(match[2]) }, (_, slot) => {
    const cell = lines[slot] ?? '';
    return cell === '' ? NaN : Math.round(Number(cell) * 1000);
  });
  return { name: name.replace('.csv.gz', ''), start: Number(match[1]), wh, southern: name.startsWith('newcastle') };
}
