import { describe, expect, it } from 'vitest';
import { parseDevicesCommandLine } from './options';

describe('the command line of the devices', () => {
  it('names devices by type and topic', () => {
    expect(
      parseDevicesCommandLine(['--lost', '0.1', 'smartplug=emon/smartplug1', 'openevse=openevse-1']),
    ).toMatchObject({
      devices: [
        { type: 'smartplug', topic: 'emon/smartplug1' },
        { type: 'openevse', topic: 'openevse-1' },
      ],
      lost: 0.1,
      doubled: 0,
    });
  });

  it('asks for help', () => {
    expect(parseDevicesCommandLine(['--help'])).toBeUndefined();
  });

  it.each([[[]], [['toaster=x']], [['smartplug']], [['--lost', '2', 'tasmota=x']], [['--lost', '', 'tasmota=x']]])(
    'refuses %j',
    (args) => {
      expect(() => parseDevicesCommandLine(args)).toThrow();
    },
  );
});
