import { describe, expect, it } from 'vitest';
import { processListFaults } from './check-list';
import { formatProcessList, parseProcessList } from './process-list';

describe('a list from outside', () => {
  it('is read in each of its forms, and written in one', () => {
    const steps = parseProcessList('2:0.5,71:30:4');
    expect(parseProcessList('process__scale:0.5,process__power_to_kwh_custom:30:4')).toEqual(steps);
    expect(
      parseProcessList('[{"fn":"process__scale","args":[0.5]},{"fn":"process__power_to_kwh_custom","args":["30",4]}]'),
    ).toEqual(steps);
    expect(formatProcessList(steps ?? [])).toBe('process__scale:0.5,process__power_to_kwh_custom:30:4');
    expect(parseProcessList(formatProcessList(steps ?? []))).toEqual(steps);
  });

  it.each([
    ['1:5,2:3,6:1,36:0', []],
    ['1:9', ['step 1 (log_to_feed) names feed 9, which does not exist']],
    ['6:9', ['step 1 (times_input) names input 9, which does not exist']],
    ['schedule__x:1', ['step 1 (schedule__x) is no process of this hub']],
    ['71:30', ['step 1 (power_to_kwh_custom) lacks its argument 2']],
    ['5:6', [expect.stringContaining('feed 6 has 86400 s') as string]],
    ['5:5', []],
  ])('%s: what is wrong with it is said', (list, wanted) => {
    const around = {
      feedIntervalS: (id: number) => ({ 5: 1800, 6: 86_400 })[id],
      hasInput: (id: number) => id === 1,
    };
    expect(processListFaults(parseProcessList(list) ?? [], around)).toEqual(wanted);
  });
});
