const TENTHS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const STEP = 1_000;
const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** An amount of data as text: "412 kB", "1.2 GB". */
export function bytesText(bytes: number): string {
  const size = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${TENTHS.format(bytes / STEP ** size)} ${UNITS[size] ?? 'B'}`;
}
