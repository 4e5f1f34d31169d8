import { inject, InjectionToken, DOCUMENT } from '@angular/core';
import { partName } from '@hub/ui/names';
import { type Stack } from '@hub/ui/stack-chart';

/** A table of the columns as comma-separated text, one line each, with a column for each part. Empty is not known, never zero. */
export function csvOf(stacks: readonly Stack[], digits: number): string {
  const names = [...new Set(stacks.flatMap((stack) => stack.parts.map((part) => part.name)))];
  const lines = stacks.map(({ name, state, parts }) => {
    const values = names.map((wanted) => parts.find((part) => part.name === wanted)?.value.toFixed(digits) ?? '');
    return [name, state, ...values];
  });
  return [['time', 'state', ...names.map(partName)], ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Hands a file to the browser to keep. */
export const SAVE_FILE = new InjectionToken<(name: string, text: string) => void>('SAVE_FILE', {
  factory: () => {
    const document = inject(DOCUMENT);
    return (name, text) => {
      const link = document.createElement('a');
      // The mark at the front tells spreadsheets that this is UTF-8: Welsh has ŵ and ŷ.
      link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    };
  },
});
