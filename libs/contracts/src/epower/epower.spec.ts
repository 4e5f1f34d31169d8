import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  epowerLabel,
  epowerQueryDate,
  parseEpowerHistory,
  parseEpowerLabel,
  parseEpowerMembers,
  parseEpowerQueryDate,
} from './index';

const body = (columns: string[], rows: unknown[][]): string => `//${JSON.stringify({ COLUMNS: columns, DATA: rows })}`;
const day = (label: string, values: unknown[]): unknown[] => [label, ...values];
const anyDay = fc
  .date({ min: new Date('2016-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('dates of E-power', () => {
  it('writes and reads both forms', () => {
    expect(epowerQueryDate('2017-07-01')).toBe('01-Jul-2017');
    expect(parseEpowerLabel('November, 02 2016 00:00:00')).toBe('2016-11-02');
    fc.assert(
      fc.property(anyDay, (value) => {
        expect(parseEpowerLabel(epowerLabel(value))).toBe(value);
        expect(parseEpowerQueryDate(epowerQueryDate(value))).toBe(value);
      }),
    );
  });

  it.each([
    '',
    'Novembre, 02 2016 00:00:00',
    'November, 31 2016 00:00:00',
    'February, 29 2017 00:00:00',
    'November, 02 2016 12:00:00',
  ])('refuses the label %j', (label) => expect(parseEpowerLabel(label)).toBeUndefined());
});

describe('a history report', () => {
  it('reads kWh as whole watt-hours and sorts the days', () => {
    const text = body(
      ['DATE', 'P1', 'P2'],
      [day('November, 03 2016 00:00:00', [0.1, 0.2]), day('November, 02 2016 00:00:00', ['0.0015', 1.2340000000001])],
    );
    expect(parseEpowerHistory(text)).toEqual({
      ok: true,
      days: [
        { day: '2016-11-02', wh: [2, 1234] },
        { day: '2016-11-03', wh: [100, 200] },
      ],
      rejected: { label: 0, length: 0, value: 0 },
    });
  });

  it('keeps a day with bad cells and drops a day with a bad label', () => {
    const text = body(
      ['DATE', 'P1'],
      [
        day('November, 02 2016 00:00:00', [null, '', -1, 'x', 1e9, 0]),
        day('whenever', [1]),
        day('November, 04 2016 00:00:00', Array<number>(51).fill(1)),
      ],
    );
    expect(parseEpowerHistory(text)).toEqual({
      ok: true,
      days: [{ day: '2016-11-02', wh: [null, null, null, null, null, 0] }],
      rejected: { label: 1, length: 1, value: 3 },
    });
  });

  it('of a day that came twice keeps the fuller row, of two equals the last', () => {
    const twice = (...rows: (number | null)[][]) =>
      parseEpowerHistory(
        body(
          ['DATE'],
          rows.map((cells) => day('May, 01 2017 00:00:00', cells)),
        ),
      );
    expect(twice([1], [2])).toMatchObject({ days: [{ wh: [2000] }] });
    expect(twice([1, 2, 3], [4, null])).toMatchObject({ days: [{ wh: [1000, 2000, 3000] }] });
    expect(twice([4, null, null], [1, 2, 3])).toMatchObject({ days: [{ wh: [1000, 2000, 3000] }] });
  });

  it.each([
    ['an object', '{"kWh":1}', null, 1],
    ['a list', '[1]', null, 1],
    ['true', 'true', null, 1],
    ['more than three phases of 100 A take', '36.001', null, 1],
    ['a thousand kWh', '1e3', null, 1],
    ['a power of ten in text', '"1e1"', null, 1],
    ['hexadecimal text', '"0x10"', null, 1],
    ['a decimal comma', '"0,5"', null, 1],
    ['a negative zero', '-0.0', 0, 0],
    ['text with many decimals', '"0.12345678901234"', 123, 0],
    ['text without a leading zero', '" .5 "', 500, 0],
    ['blank text', '" "', null, 0],
  ])('takes a cell that is %s for what it is, and keeps the rest of the row', (_, cell, wh, rejected) => {
    const text = `//{"COLUMNS":["DATE"],"DATA":[["May, 01 2017 00:00:00",1,${cell},2]]}`;
    expect(parseEpowerHistory(text)).toEqual({
      ok: true,
      days: [{ day: '2017-05-01', wh: [1000, wh, 2000] }],
      rejected: { label: 0, length: 0, value: rejected },
    });
  });

  it('counts rows that are none, and keeps the others', () => {
    const text = '//{"COLUMNS":["DATE"],"DATA":[7,{"DATE":1},[],[{}],["2017-05-01",1],["May, 01 2017 00:00:00",1]]}';
    expect(parseEpowerHistory(text)).toMatchObject({ days: [{ wh: [1000] }], rejected: { label: 5 } });
  });

  it.each(['["DATE",null,7]', '"DATE"', 'null', '{}'])('needs no names of columns: %s', (columns) => {
    expect(parseEpowerHistory(`//{"COLUMNS":${columns},"DATA":[["May, 01 2017 00:00:00",1]]}`)).toMatchObject({
      days: [{ day: '2017-05-01', wh: [1000] }],
    });
    expect(parseEpowerHistory('//{"DATA":[["May, 01 2017 00:00:00",1]]}')).toMatchObject({ days: [{ wh: [1000] }] });
  });

  it('takes more than a home may have where the source may have more', () => {
    expect(parseEpowerHistory('//{"COLUMNS":[],"DATA":[["May, 01 2017 00:00:00",49]]}', 98_000)).toMatchObject({
      days: [{ wh: [49_000] }],
    });
  });

  it.each([
    ['', 'EPOWER_EMPTY'],
    ['// ', 'EPOWER_EMPTY'],
    ['<html><body>Bad gateway</body></html>', 'EPOWER_HTML'],
    ['//{"COLUMNS":["DATE"],"DA', 'EPOWER_NOT_JSON'],
    ['//{"COLUMNS":["DATE"]}', 'EPOWER_SHAPE'],
    ['//null', 'EPOWER_SHAPE'],
  ])('names the fault of %j', (text, fault) => {
    expect(parseEpowerHistory(text)).toEqual({ ok: false, fault });
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => `//${text}`),
        ),
        (text) => {
          expect(parseEpowerHistory(text)).toHaveProperty('ok');
          expect(parseEpowerMembers(text)).toHaveProperty('ok');
        },
      ),
    );
  });
});

describe("the members' report", () => {
  it('finds columns by name', () => {
    const text = body(
      ['Token', 'WelcomeDate', 'mpan', 'Name'],
      [['t1', 'May, 01 2017 00:00:00', 2300000000001, 'Ty Coch']],
    );
    expect(parseEpowerMembers(text)).toEqual({
      ok: true,
      members: [{ mpan: '2300000000001', token: 't1', name: 'Ty Coch', joined: '2017-05-01' }],
      rejected: 0,
    });
  });

  it('leaves out a member whose token could change the address it is put in', () => {
    const text = body(['TOKEN', 'WELCOMEDATE', 'MPAN'], [['../a', 'May, 01 2017 00:00:00', '23']]);
    expect(parseEpowerMembers(text)).toEqual({ ok: true, members: [], rejected: 1 });
  });

  it('needs its columns', () => {
    expect(parseEpowerMembers(body(['MPAN'], []))).toEqual({ ok: false, fault: 'EPOWER_SHAPE' });
    expect(parseEpowerMembers('//{"DATA":[]}')).toEqual({ ok: false, fault: 'EPOWER_SHAPE' });
  });

  it('finds its columns beside one whose name is no text', () => {
    const text = '//{"COLUMNS":["TOKEN",null,"WELCOMEDATE","MPAN"],"DATA":[["t1",5,"May, 01 2017 00:00:00","23"]]}';
    expect(parseEpowerMembers(text)).toMatchObject({ members: [{ mpan: '23', token: 't1' }] });
  });
});
