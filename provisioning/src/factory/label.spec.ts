import { describe, expect, it } from 'vitest';
import { claimAddress, type Labelled, labelSheets } from './label';
import { modulesOf, qrCode } from './qrencode';

const unit = (number: number): Labelled => ({
  hubId: `h-000000${String(number).padStart(2, '0')}`,
  claimCode: '0123456789',
});
const square = (): boolean[][] => [
  [true, false],
  [false, true],
];
const units = (count: number): Labelled[] => Array.from({ length: count }, (_, index) => unit(index));

describe('labels', () => {
  it.each([
    [1, 1],
    [8, 1],
    [9, 2],
    [17, 3],
  ])('%i of them lie on %i sheets, each hub once', (count, sheets) => {
    const drawn = labelSheets(units(count), square);
    expect(drawn).toHaveLength(sheets);
    const text = drawn.join('');
    for (const { hubId } of units(count)) expect(text.split(hubId)).toHaveLength(2);
    expect(text.match(/<g /g)).toHaveLength(count);
  });

  it('lie within an A4 page and not on one another', () => {
    const [sheet = ''] = labelSheets(units(8), square);
    const places = [...sheet.matchAll(/<g transform="translate\(([\d.]+) ([\d.]+)\)/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ]);
    expect(new Set(places.map(String)).size).toBe(8);
    for (const [x = 0, y = 0] of places) {
      expect(x + 99.1).toBeLessThanOrEqual(210);
      expect(y + 67.7).toBeLessThanOrEqual(297);
    }
  });

  it('tell the address with the code behind the #', () =>
    expect(claimAddress(unit(1))).toBe('http://cydynni.local/setup#claim=01234-56789'));

  it('show the code as it is typed, in both languages', () => {
    const [sheet = ''] = labelSheets([unit(1)], square);
    for (const words of ['01234-56789', 'Cod hawlio', 'Claim code', 'cydynni.local']) expect(sheet).toContain(words);
  });

  it('draw each dark module of the QR code once', () => {
    const asked: string[] = [];
    const [sheet = ''] = labelSheets([unit(1)], (text) => {
      asked.push(text);
      return square();
    });
    expect(asked).toEqual([claimAddress(unit(1))]);
    expect(sheet).toContain('d="M0 0h1v1h-1zM1 1h1v1h-1z"');
  });
});

describe('the QR code', () => {
  it('is read from what qrencode draws', () => {
    expect(modulesOf('##  ##\n  ##  \n')).toEqual([
      [true, false, true],
      [false, true, false],
    ]);
  });

  it('is asked for as an argument, never through a shell', () => {
    const calls: (readonly string[])[] = [];
    qrCode('http://x/#a;b', (program, args) => {
      calls.push([program, ...args]);
      return '##\n';
    });
    expect(calls).toEqual([['qrencode', '-t', 'ASCII', '-m', '0', '-l', 'M', '-o', '-', 'http://x/#a;b']]);
  });
});
