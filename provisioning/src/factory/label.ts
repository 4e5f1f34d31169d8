import { shownClaimCode } from '@hub/domain/provisioning';

/** What one label tells. */
export interface Labelled {
  readonly hubId: string;
  /** Ten characters without their dash. */
  readonly claimCode: string;
}

/** Rows of modules, true for dark ones. */
export type QrCode = readonly (readonly boolean[])[];

/** An A4 sheet of 2 × 4 labels of 99.1 × 67.7 mm, as they are sold everywhere (L7165). Millimetres. */
const SHEET = { width: 210, height: 297, columns: 2, rows: 4 } as const;
const LABEL = { width: 99.1, height: 67.7, left: 4.65, top: 13.1, gap: 2.5 } as const;
const MARGIN = 6;
/** With the quiet zone of four modules on each side, which the margin may be part of. */
const QR_MM = 42;
const QUIET_ZONE_MM = 4.5;

/** Where a person opens the hub; the code is behind the #, so that it is in no log and goes to no other computer. */
export const claimAddress = ({ claimCode }: Labelled): string =>
  `http://cydynni.local/setup#claim=${shownClaimCode(claimCode)}`;

/** Welsh and English say the same. The lines beside the QR code have room for 35 characters. */
const WORDS = {
  power: ['Rhowch bŵer ac arhoswch 2 funud.', 'Plug it in and wait 2 minutes.'],
  scan: ['Sganiwch y cod â ffôn gartref,', 'Scan the code with a phone at home,'],
  open: ['neu agorwch', 'or open'],
  claim: ['Cod hawlio', 'Claim code'],
  keep: [
    'Cadwch y label hwn: ei god sy’n gwneud yr hwb yn eiddo i chi.',
    'Keep this label: its code makes the hub yours.',
  ],
} as const;

/** Pages of labels as SVG, eight on each. `qrOf` draws the QR code of a text. */
export function labelSheets(units: readonly Labelled[], qrOf: (text: string) => QrCode): readonly string[] {
  const perSheet = SHEET.columns * SHEET.rows;
  const sheets: string[] = [];
  for (let first = 0; first < units.length; first += perSheet) {
    const labels = units.slice(first, first + perSheet).map((unit, place) => labelAt(place, unit, qrOf));
    sheets.push(sheet(labels));
  }
  return sheets;
}

const sheet = (labels: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SHEET.width}mm" height="${SHEET.height}mm" viewBox="0 0 ${SHEET.width} ${SHEET.height}" font-family="DejaVu Sans, sans-serif" fill="#10241c">
<rect width="100%" height="100%" fill="#ffffff"/>
${labels.join('\n')}
</svg>
`;

function labelAt(place: number, unit: Labelled, qrOf: (text: string) => QrCode): string {
  const x = LABEL.left + (place % SHEET.columns) * (LABEL.width + LABEL.gap);
  const y = LABEL.top + Math.floor(place / SHEET.columns) * LABEL.height;
  return `<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)})">${label(unit, qrOf(claimAddress(unit)))}</g>`;
}

interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly mono?: boolean;
}

const GREEN = '#0b6b46';
const QUIET = '#46574f';

function label(unit: Labelled, qr: QrCode): string {
  const right = LABEL.width - MARGIN;
  const lines = [
    text(MARGIN, 11.4, 'CydYnni', { size: 6.2, bold: true, colour: GREEN }),
    text(right, 11.4, unit.hubId, { size: 3.4, mono: true, colour: QUIET }, 'end'),
    ...below(19, WORDS.power),
    ...below(28, WORDS.scan),
    ...beside(37, WORDS.open),
    text(MARGIN, 42.4, 'cydynni.local', { size: 4.6, bold: true, mono: true, colour: GREEN }),
    ...beside(49.4, WORDS.claim),
    text(MARGIN, 55.4, shownClaimCode(unit.claimCode), { size: 6, bold: true, mono: true }),
    text(MARGIN, 60.6, WORDS.keep[0], { size: 2.3, bold: true }),
    text(MARGIN, 63.9, WORDS.keep[1], { size: 2.3, colour: QUIET }),
  ];
  const rule = `<path d="M${MARGIN} 14H${right}" stroke="${GREEN}" stroke-width="0.4"/>`;
  return `${rule}${lines.join('')}${qrPath(qr, right - QR_MM + QUIET_ZONE_MM, 15.5)}`;
}

type Words = readonly [cy: string, en: string];

const below = (y: number, [cy, en]: Words): readonly string[] => [
  text(MARGIN, y, cy, { size: 2.5, bold: true }),
  text(MARGIN, y + 3.6, en, { size: 2.5, colour: QUIET }),
];

const beside = (y: number, [cy, en]: Words): readonly string[] => [
  text(MARGIN, y, cy, { size: 2.5, bold: true }),
  text(MARGIN + 20, y, en, { size: 2.5, colour: QUIET }),
];

function text(x: number, y: number, words: string, style: Style, anchor: 'start' | 'end' = 'start'): string {
  const { size, bold = false, colour = '#10241c', mono = false } = style;
  const family = mono ? ' font-family="DejaVu Sans Mono, monospace"' : '';
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}"${family}${weight} fill="${colour}" text-anchor="${anchor}">${escapeXml(words)}</text>`;
}

/** One path for all dark modules, black: a printer must not dither it. The quiet zone of four modules is left white. */
function qrPath(qr: QrCode, x: number, y: number): string {
  const module = QR_MM / (qr.length + 8);
  const squares = qr.flatMap((row, line) =>
    row.flatMap((dark, column) => (dark ? [`M${column} ${line}h1v1h-1z`] : [])),
  );
  const at = `translate(${(x + 4 * module).toFixed(3)} ${(y + 4 * module).toFixed(3)}) scale(${module.toFixed(5)})`;
  return `<path transform="${at}" fill="#000000" shape-rendering="crispEdges" d="${squares.join('')}"/>`;
}

const escapeXml = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
