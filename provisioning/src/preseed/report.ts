import { type PreseedFault } from './parse-preseed';

/** What became of the preseed file; shown on the page. `secrets` never appear in it. */
export interface PreseedStatus {
  readonly state: 'applied' | 'rejected';
  /** Unix seconds by the hub's clock, which may be at its floor. */
  readonly time: number;
  readonly settings: readonly string[];
  readonly faults: readonly PreseedFault[];
}

/** The text laid beside a rejected file, for a person with the card in a computer. */
export function faultReport(file: string, faults: readonly PreseedFault[]): string {
  const list = faults.map(({ line, key, message }) => {
    const place = [line === null ? '' : `line ${line}`, key].filter((part) => part !== '').join(', ');
    return `* ${place === '' ? '' : `${place}: `}${message}`;
  });
  return [
    `The hub read ${file} and used nothing of it, because:`,
    'Darllenodd yr hwb y ffeil hon, ond ni ddefnyddiodd ddim ohoni, oherwydd:',
    '',
    ...list,
    '',
    `Mend ${file} and start the hub again. / Cywirwch y ffeil ac ailgychwynnwch yr hwb.`,
    '',
  ].join('\r\n');
}
