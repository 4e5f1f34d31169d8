import { signal } from '@angular/core';
import { describe, expect, it } from 'vitest';
import { columnAfterKey, SlotCursor } from './slot-cursor';

describe('columnAfterKey', () => {
  it('steps, leaps and stays inside', () => {
    const after = (key: string, from: number) => columnAfterKey(key, from, 48);
    expect([after('ArrowRight', 3), after('ArrowLeft', 0), after('PageUp', 45)]).toEqual([4, 0, 47]);
    expect([after('Home', 20), after('End', 20)]).toEqual([0, 47]);
    expect(after('Tab', 3)).toBeUndefined();
  });
});

describe('SlotCursor', () => {
  it('finds the column under a pointer, also beyond the edges', () => {
    const cursor = new SlotCursor(signal(10), signal(0));
    const at = (x: number) => {
      cursor.pointAt(x, 100, 200);
      return cursor.at();
    };
    expect([at(50), at(100), at(155), at(200), at(999)]).toEqual([0, 0, 5, 9, 9]);
    cursor.away();
    expect(cursor.at()).toBeUndefined();
  });

  it('starts by key where it is told to, and lets go of a column that is gone', () => {
    const count = signal(10);
    const cursor = new SlotCursor(count, signal(4));
    const event = new KeyboardEvent('keydown', { key: 'ArrowRight', cancelable: true });
    cursor.key(event);
    expect([cursor.at(), event.defaultPrevented]).toEqual([5, true]);
    count.set(3);
    expect(cursor.at()).toBeUndefined();
  });
});
