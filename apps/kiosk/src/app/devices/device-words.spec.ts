import { describe, expect, it } from 'vitest';
import { fakeControl, fakeDevice, NOON_S } from './devices.fake';
import { deviceNotes, deviceState, pastText, planText } from './device-words';

const MINUTE_S = 60;
const at = (text: string) => Date.parse(text) / 1_000;

describe('a time that has passed', () => {
  it.each([
    ['2026-11-23T09:05Z', '09:05'],
    ['2026-11-22T23:59Z', '23:59 on 22 November'],
    // Summer time ended between the two.
    ['2026-10-24T22:30Z', '23:30 on 24 October'],
  ])('%s is %s', (time, text) => expect(pastText(at(time), NOON_S)).toBe(text));
});

describe('a device in a word', () => {
  it.each([
    [{ on: true }, 'on', 'On'],
    [{ on: false }, 'off', 'Off'],
    [{ on: null }, 'quiet', 'On or off? Not known'],
    [{ on: true, reach: 'silent' }, 'quiet', 'Not answering'],
    [{ on: null, reach: 'unheard' }, 'quiet', 'Not heard yet'],
    [{ on: null, control: null }, 'reads', 'Working'],
  ] as const)('%j', (of, tone, word) => {
    expect(deviceState(fakeDevice(of))).toEqual({ tone, word });
  });
});

describe('what decides about a device', () => {
  const run = { start: NOON_S + 90 * MINUTE_S, end: NOON_S + 180 * MINUTE_S };
  it.each([
    [{ mode: 'on' }, 'Kept on until you change it'],
    [{ mode: 'off' }, 'Kept off until you change it'],
    [{ mode: 'on', until: NOON_S + 60 * MINUTE_S }, 'Kept on until 13:00'],
    [{ mode: 'off', until: NOON_S + 24 * 60 * MINUTE_S }, 'Kept off until 12:00 tomorrow'],
    [{}, 'No run is planned'],
    [{ runs: [run] }, 'Next run 13:30'],
    [{ runs: [{ ...run, start: NOON_S - 1 }] }, 'Runs until 15:00'],
  ] as const)('%j: %s', (control, words) => {
    const device = fakeDevice({
      control: fakeControl({ ...control, runs: 'runs' in control ? [...control.runs] : [] }),
    });
    expect(planText(device, NOON_S)).toBe(words);
  });

  it('is nothing for what is only read', () => {
    expect(planText(fakeDevice({ control: null }), NOON_S)).toBeUndefined();
  });
});

describe('what the household should know besides', () => {
  const notes = (control: Parameters<typeof fakeControl>[0]) =>
    deviceNotes(fakeDevice({ control: fakeControl(control) }), NOON_S);

  it('is since when a device is silent, and nothing else then', () => {
    const device = fakeDevice({
      reach: 'silent',
      heardAt: NOON_S - 20 * MINUTE_S,
      control: fakeControl({ wantedOn: true }),
    });
    expect(deviceNotes(device, NOON_S)).toEqual(['Nothing heard since 11:40']);
  });

  it('is what was asked until the device confirms it', () => {
    expect(notes({ wantedOn: true })).toEqual(['Asked to switch on; waiting for its answer']);
    expect(notes({ wantedOn: false })).toEqual(['Asked to switch off; waiting for its answer']);
    expect(notes({ wantedOn: true, confirmed: true, confirmedAt: NOON_S - MINUTE_S })).toEqual(['Confirmed at 11:59']);
    expect(notes({ wantedOn: null })).toEqual([]);
  });

  it('is that its own button was pressed', () => {
    const pressed = { on: true, at: NOON_S };
    expect(notes({ wantedOn: false, pressed })).toEqual([
      'Its button switched it on at 12:00. That holds until the next planned change.',
    ]);
  });
});
