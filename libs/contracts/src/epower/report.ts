/**
 * Reports of the E-power settlement server that the community server reads. The number is the last part of the address:
 * `GET <base>/{prefix}-{token}-{report}[?dateStart=01-Jul-2017&dateEnd=31-Jul-2017]`, both ends included.
 */
export const EpowerReport = {
  /** Use of one member: a row a day. The token is the member's. */
  memberHistory: 27,
  /** Output of the club's generator: a row a day. */
  generationHistory: 28,
  /** Use of the whole club: a row a day. */
  communityHistory: 29,
  /** Members of the club with their tokens. The token is the club's. */
  members: 31,
} as const;
export type EpowerReport = (typeof EpowerReport)[keyof typeof EpowerReport];

/** First day that E-power answers for. */
export const EPOWER_FIRST_DAY = '2016-10-01';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `2017-07-01` as the query string wants it: `01-Jul-2017`. */
export function epowerQueryDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}-${(MONTHS[Number(month) - 1] ?? '').slice(0, 3)}-${year}`;
}

/** `01-Jul-2017` → `2017-07-01`, or undefined. */
export function parseEpowerQueryDate(text: string): string | undefined {
  const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text);
  return match ? isoDay(match[3], match[2], match[1]) : undefined;
}

/** Label of a row, `November, 02 2016 00:00:00` → `2016-11-02`, or undefined. The day is the club's own calendar day. */
export function parseEpowerLabel(text: string): string | undefined {
  const match = /^([A-Za-z]+), (\d{1,2}) (\d{4}) 00:00:00$/.exec(text.trim());
  return match ? isoDay(match[3], match[1], match[2]) : undefined;
}

/** `2016-11-02` → `November, 02 2016 00:00:00`. */
export function epowerLabel(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${MONTHS[Number(month) - 1] ?? ''}, ${date} ${year} 00:00:00`;
}

function isoDay(year = '', monthName = '', date = ''): string | undefined {
  const wanted = monthName.toLowerCase();
  const month = MONTHS.findIndex((name) => [name, name.slice(0, 3)].some((form) => form.toLowerCase() === wanted)) + 1;
  const length = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  if (month === 0 || Number(date) < 1 || Number(date) > length) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`;
}
