import { describe, expect, it } from 'vitest';
import { energyText, shareText } from './energy';
import { moneyText } from './money';

describe('energyText', () => {
  it('has as many digits as mean something', () => {
    expect([0, 0.4249, 12.34, 1240.4].map(energyText)).toEqual(['0.00 kWh', '0.42 kWh', '12.3 kWh', '1,240 kWh']);
  });
});

describe('shareText and moneyText', () => {
  it('carry their signs', () => {
    expect(shareText(0.414)).toBe('41%');
    expect([0, 2.44, 46.3, 99.7, 112].map(moneyText)).toEqual(['0p', '2.4p', '46p', '£1.00', '£1.12']);
  });
});
