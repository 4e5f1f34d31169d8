import { expect, it } from 'vitest';
import { windows } from './summary-pull';

it('asks for every day once, in parts that are not too long', () => {
  expect(windows('2026-03-01', '2026-03-01')).toEqual([{ from: '2026-03-01', to: '2026-03-01' }]);
  expect(windows('2026-03-02', '2026-03-01')).toEqual([]);
  const parts = windows('2023-11-20', '2026-11-22');
  expect([parts[0]?.from, parts.at(-1)?.to, parts.length]).toEqual(['2023-11-20', '2026-11-22', 7]);
  const days = parts.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1);
  expect(days.reduce((sum, count) => sum + count)).toBe(1099);
  expect(Math.max(...days)).toBe(180);
});
