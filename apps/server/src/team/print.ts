import type { FleetHub, ReleaseView, RolloutView } from '@hub/contracts';
import { waveText } from './waves';

/** Columns as wide as their longest entry, the header included. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** `2026-11-23 14:05`, UTC; `-` for never. */
export const timeText = (unixS: number | null): string =>
  unixS === null ? '-' : new Date(unixS * 1000).toISOString().slice(0, 16).replace('T', ' ');

const COUNTED = ['done', 'working', 'offered', 'waiting', 'failed', 'lost', 'absent', 'left-out'] as const;

export function rolloutText(view: RolloutView): string {
  const rows = view.waves.map(({ wave, state, openedAt, counts }, index) => [
    String(index + 1),
    waveText(wave),
    state,
    timeText(openedAt),
    ...COUNTED.map((progress) => String(counts[progress])),
  ]);
  const reason = view.reason === null ? '' : `: ${view.reason}`;
  const failures = view.failures.map(({ hub, at, reason: why }) => `  ${hub}  ${timeText(at)}  ${why}\n`).join('');
  return [
    `Rollout ${view.id} of ${view.version} is ${view.state}${reason}\n`,
    `Goes on at ${view.successPercent}% done, pauses above ${view.errorPercent}% failed. Times are UTC.\n\n`,
    tableOf(['wave', 'who', 'state', 'opened', ...COUNTED], rows),
    failures && `\nFailed:\n${failures}`,
  ].join('');
}

export const hubsText = (hubs: readonly FleetHub[]): string =>
  tableOf(
    ['hub', 'version', 'target', 'update', 'last contact', 'group', 'set'],
    hubs.map((hub) => [
      hub.id,
      hub.version,
      hub.target ?? '-',
      hub.update?.phase ?? '-',
      timeText(hub.lastContact),
      hub.group ?? '-',
      [...(hub.hold ? ['held'] : []), ...(hub.pin === null ? [] : [`pinned to ${hub.pin}`])].join(', '),
    ]),
  );

export const releasesText = (releases: readonly ReleaseView[]): string =>
  tableOf(
    ['version', 'released', 'bytes', 'bundle', 'from version'],
    releases.map(({ version, releasedAt, bundle, minimumVersion }) => [
      version,
      timeText(releasedAt),
      String(bundle.bytes),
      bundle.uploaded ? 'here' : 'missing',
      minimumVersion,
    ]),
  );
