import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('csvOf', () => {
  it('leaves out what is not known and keeps commas inside a cell', () => {
    const text = csvOf(
      [
        { label: '', name: '00:00–00:30', state: 'known', parts: [{ name: 'hydro', value: 0.25 }] },
        { label: '', name: '00:30, late', state: 'missing', parts: [] },
        {
          label: '',
          name: '01:00',
          state: 'estimated',
          parts: [
            { name: 'hydro', value: 0 },
            { name: 'midday', value: 1 },
          ],
        },
      ],
      3,
    );
    expect(text.split('\r\n')).toEqual([
      'time,state,Hydro,Midday',
      '00:00–00:30,known,0.250,',
      '"00:30, late",missing,,',
      '01:00,estimated,0.000,1.000',
    ]);
  });
});
