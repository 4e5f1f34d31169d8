import type { RunCommand } from '../command';
import type { QrCode } from './label';

/** The QR code of a text by Debian's qrencode; level M stays readable with a scratch. */
export function qrCode(text: string, run: RunCommand): QrCode {
  const drawing = run('qrencode', ['-t', 'ASCII', '-m', '0', '-l', 'M', '-o', '-', text]);
  return modulesOf(drawing);
}

/** Each module is two characters: `##` dark, blank light. */
export const modulesOf = (drawing: string): QrCode =>
  drawing
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (line.match(/../g) ?? []).map((module) => module === '##'));
