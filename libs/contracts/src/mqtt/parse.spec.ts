import { describe, expect, it } from 'vitest';
import { MAX_HALF_HOURS, MAX_PAYLOAD_BYTES } from '../reading/limits';
import { message, NOW, outcome, parseMessage } from './parsed.fake';

describe('own meter', () => {
  const topic = 'cydynni/meter/24E0012345/live';

  it('takes power and both registers', () => {
    const parsed = parseMessage(message(topic, { time: NOW - 3, power: 512.5, import: 1326.962, export: 0 }));
    expect(parsed.readings).toEqual([
      {
        source: { node: 'meter:24E0012345', name: 'power', unit: 'W', intervalS: 10, durable: false, logged: true },
        time: NOW - 3,
        value: 512.5,
      },
      {
        source: {
          node: 'meter:24E0012345',
          name: 'import_total',
          unit: 'kWh',
          intervalS: 10,
          durable: false,
          logged: true,
        },
        time: NOW - 3,
        value: 1326.962,
      },
      {
        source: {
          node: 'meter:24E0012345',
          name: 'export_total',
          unit: 'kWh',
          intervalS: 10,
          durable: false,
          logged: true,
        },
        time: NOW - 3,
        value: 0,
      },
    ]);
    expect(parsed.meter).toEqual({
      serial: '24E0012345',
      time: NOW - 3,
      powerW: 512.5,
      importKWh: 1326.962,
      exportKWh: 0,
    });
  });

  it.each([
    ['power alone, exporting', { time: NOW, power: -800 }, ['meter:24E0012345/power=-800@0']],
    ['a kept message has its own stamp', { time: NOW - 60, power: 1 }, ['meter:24E0012345/power=1@-60']],
    ['a register that is null', { time: NOW, power: 1, import: null }, ['meter:24E0012345/power=1@0']],
    ['milliseconds', { time: (NOW - 5) * 1000, power: 1 }, ['meter:24E0012345/power=1@-5']],
    ['ISO 8601', { time: '2026-11-23T11:59:00Z', power: 1 }, ['meter:24E0012345/power=1@-60']],
    ['a later version with more fields', { time: NOW, power: 1, voltage: 239 }, ['meter:24E0012345/power=1@0']],
    [
      'a clock five minutes ahead counts as of its arrival',
      { time: NOW + 300, power: 1 },
      ['meter:24E0012345/power=1@0'],
    ],
    ['a year ahead', { time: NOW + 365 * 86_400, power: 1 }, ['!future-stamp']],
    ['a year ahead in milliseconds', { time: (NOW + 365 * 86_400) * 1000, power: 1 }, ['!future-stamp']],
    ['1970', { time: 12, power: 1 }, ['!past-stamp']],
    ['a negative stamp', { time: -1, power: 1 }, ['!bad-time']],
    ['a word for a stamp', { time: 'now', power: 1 }, ['!bad-time']],
    ['no stamp', { power: 1 }, ['!bad-shape']],
    ['no power', { time: NOW }, ['!bad-shape']],
    ['text for power', { time: NOW, power: 'much' }, ['!not-numeric']],
    [
      'a register that is none keeps the power',
      `{"time":${NOW},"power":1,"import":NaN}`,
      ['meter:24E0012345/power=1@0', '!nan'],
    ],
    [
      'a power that is none keeps the register',
      `{"time":${NOW},"power":-nan,"import":7}`,
      ['meter:24E0012345/import_total=7@0', '!nan'],
    ],
    ['NaN as text', { time: NOW, power: 'NaN' }, ['!nan']],
    ['infinity as text', { time: NOW, power: '-inf' }, ['!infinite']],
    ['bare NaN', `{"time":${NOW},"power":NaN}`, ['!nan']],
    ['bare -nan of C', `{"time":${NOW},"power":-nan}`, ['!nan']],
    ['bare Infinity', `{"time":${NOW},"power":-Infinity}`, ['!infinite']],
    ['a number beyond doubles', `{"time":${NOW},"power":1e999}`, ['!infinite']],
    ['a number beyond the floats of a feed', { time: NOW, power: 1e39 }, ['!infinite']],
    [
      'a register beyond doubles',
      `{"time":${NOW},"power":1,"import":-1e999}`,
      ['meter:24E0012345/power=1@0', '!infinite'],
    ],
    ['not JSON', '{"time":', ['!not-json']],
    ['nothing', '', ['!not-json']],
    ['a list', [1, 2], ['!bad-shape']],
    ['null', null, ['!bad-shape']],
    ['four levels', { time: NOW, power: 1, a: { b: { c: {} } } }, ['!too-deep']],
    ['a hundred thousand levels', '['.repeat(100_000) + ']'.repeat(100_000), ['!too-deep']],
    ['1 MB', 'x'.repeat(1_000_000), ['!too-large']],
  ])('%s', (_, payload, expected) => {
    expect(outcome(topic, payload)).toEqual(expected);
  });

  it('does not look into a payload that is too large', () => {
    const payload = { byteLength: MAX_PAYLOAD_BYTES + 1, toString: () => expect.fail('decoded') };
    expect(parseMessage({ topic, payload, retained: false, receivedAt: NOW }).rejections).toEqual(['too-large']);
  });
});

describe('a hub whose clock was never set', () => {
  const YEAR_S = 366 * 86_400;
  const unset = (topic: string, payload: object) => {
    const { readings, rejections } = parseMessage({ ...message(topic, payload), clockUnset: true });
    return [...readings.map(({ time }) => time - NOW), ...rejections];
  };

  it.each([
    ['own meter', 'cydynni/meter/m1/live', { time: NOW + 3 * YEAR_S, power: 1 }],
    ['the original, registers', 'mtr/e/17', { cumulative: { timeStamp: NOW + 3 * YEAR_S, import_kWh: 1 } }],
  ])('believes the meter: %s', (_, topic, payload) => {
    expect(unset(topic, payload)).toEqual([3 * YEAR_S]);
  });

  it('believes no other device, and no century', () => {
    expect(unset('emon/plug', { time: NOW + 3 * YEAR_S, p: 1 })).toEqual(['future-stamp']);
    expect(unset('cydynni/meter/m1/live', { time: NOW + 30 * YEAR_S, power: 1 })).toEqual(['future-stamp']);
  });
});

describe('own half-hours', () => {
  const topic = 'cydynni/meter/m1/halfhours';

  it('is durable, half-hourly, and leaves out what is missing', () => {
    const { readings } = parseMessage(
      message(topic, { start: NOW - 5400, interval: 1800, import: [0.1, null, 0.3], export: [0] }),
    );
    expect(readings.map(({ source, time, value }) => [source.name, time - NOW, value])).toEqual([
      ['import_halfhour', -5400, 0.1],
      ['import_halfhour', -1800, 0.3],
      ['export_halfhour', -5400, 0],
    ]);
    expect(readings[0]?.source).toMatchObject({ unit: 'kWh', intervalS: 1800, durable: true });
  });

  it.each([
    [
      'one bad value does not cost the rest',
      { start: NOW - 3600, interval: 1800, import: [-1, 0.2] },
      ['meter:m1/import_halfhour=0.2@-1800', '!negative'],
    ],
    ['text among numbers', { start: NOW - 3600, interval: 1800, import: ['x', 'NaN'] }, ['!not-numeric', '!nan']],
    [
      'a half-hour that has not begun',
      { start: NOW, interval: 1800, import: [1, 2] },
      ['meter:m1/import_halfhour=1@0', '!future-stamp'],
    ],
    ['off the grid', { start: NOW + 1, interval: 1800, import: [1] }, ['!bad-time']],
    ['another interval', { start: NOW, interval: 900, import: [1] }, ['!bad-shape']],
    ['no values', { start: NOW - 1800, interval: 1800 }, ['!no-value']],
    ['too many', { start: NOW, interval: 1800, import: new Array(MAX_HALF_HOURS + 1).fill(1) }, ['!too-many-values']],
  ])('%s', (_, payload, expected) => {
    expect(outcome(topic, payload)).toEqual(expected);
  });

  it.each([
    ['spring', '2026-03-29T00:00:00Z', 46],
    ['autumn', '2026-10-24T23:00:00Z', 50],
  ])('keeps every half-hour of the %s clock change', (_, start, count) => {
    const from = Date.parse(start) / 1000;
    const { readings } = parseMessage(
      message(topic, { start: from, interval: 1800, import: new Array(count).fill(0.5) }),
    );
    expect(new Set(readings.map(({ time }) => time)).size).toBe(count);
  });
});

describe("the club's downlink", () => {
  it.each([
    ['generation', [1.5, null], ['club:bethesda/generation=1.5@-3600']],
    ['consumption', [-1, 2], ['club:bethesda/consumption=2@-1800', '!negative']],
    [
      'signal',
      [-0.5, 0.5, 1, 1],
      [
        'club:bethesda/signal=-0.5@-3600',
        'club:bethesda/signal=0.5@-1800',
        'club:bethesda/signal=1@0',
        'club:bethesda/signal=1@1800',
      ],
    ],
    ['weather', [1], ['!unknown-topic']],
  ])('%s', (name, values, expected) => {
    expect(outcome(`cydynni/club/bethesda/${name}`, { start: NOW - 3600, interval: 1800, values })).toEqual(expected);
  });
});

describe("the original's meters", () => {
  const registers = {
    serial: 'x',
    timeStamp: '2026-11-23T11:56:10.000Z',
    import_kWh: 1326.962,
    export_kWh: 0,
    import_kvarh: 18.666,
    export_kvarh: 137.601,
    import_kVAh: 1312.873,
    export_kVAh: 0,
  };

  it('keeps the six registers at their own time', () => {
    expect(outcome('mtr/e/17', { cumulative: registers })).toEqual([
      'meter:17/import_total=1326.962@-230',
      'meter:17/export_total=0@-230',
      'meter:17/import_kvarh=18.666@-230',
      'meter:17/export_kvarh=137.601@-230',
      'meter:17/import_kVAh=1312.873@-230',
      'meter:17/export_kVAh=0@-230',
    ]);
  });

  it.each([
    [
      'half-hours',
      [{ serial: '', date: '2026-11-23T11:30:00.000Z', unit: 'kWh', import: 0.5, export: 0, status: 129 }],
      ['meter:17/import_halfhour=0.5@-1800', 'meter:17/export_halfhour=0@-1800', 'meter:17/status_halfhour=129@-1800'],
    ],
    [
      'a stamp some seconds off',
      [{ date: '2026-11-23T11:29:55.000Z', import: 0.5 }],
      ['meter:17/import_halfhour=0.5@-1800'],
    ],
    [
      'a bad row among good ones',
      [
        { date: 'x', import: 1 },
        { date: '2026-11-23T11:00:00Z', import: 2 },
      ],
      ['meter:17/import_halfhour=2@-3600', '!bad-time'],
    ],
    ['a unit that is not kWh', [{ date: '2026-11-23T11:00:00Z', unit: 'Wh', import: 2 }], ['!bad-shape']],
  ])('profile: %s', (_, profile, expected) => {
    expect(outcome('mtr/e/17', { profile })).toEqual(expected);
  });

  it.each([
    [
      'cumulative a year ahead',
      'mtr/e/17',
      { cumulative: { ...registers, timeStamp: '2027-11-23T00:00:00Z' } },
      ['!future-stamp'],
    ],
    [
      'cumulative with NaN text keeps the others',
      'mtr/e/17',
      { cumulative: { timeStamp: NOW, import_kWh: 'NaN', export_kWh: 3 } },
      ['meter:17/export_total=3@0', '!nan'],
    ],
    ['neither form', 'mtr/e/17', { other: 1 }, ['!bad-shape']],
    ['power in kW', 'resp/e/17', { value: 0.5124 }, ['meter:17/power=512@0']],
    ['power as text', 'resp/e/17', { value: '0.5' }, ['meter:17/power=500@0']],
    ['timeout', 'resp/e/17', { value: 'timeout' }, ['!not-numeric']],
    ['a meter that is none', 'resp/e/a b', { value: 1 }, ['!bad-name']],
    ['more levels', 'mtr/e/17/x', {}, ['!unknown-topic']],
  ])('%s', (_, topic, payload, expected) => {
    expect(outcome(topic, payload)).toEqual(expected);
  });

  it('refuses an answer of unknown age', () => {
    expect(outcome('resp/e/17', { value: 1 }, true)).toEqual(['!retained']);
  });
});
