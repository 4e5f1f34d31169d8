import { blankJournal, type UpdateJournal } from '@hub/domain/update';
import { readFileSync, renameSync } from 'node:fs';
import { replaceFile } from './durable-file';
import { readJournal, writeJournal } from './journal-schema';
import type { JournalStore } from './ports';

/** The agent's journal in one small file. One that cannot be understood is set aside, and the agent starts blank. */
export const journalFile = (path: string): JournalStore => ({
  load: () => loadJournal(path),
  save: (journal) => replaceFile(path, writeJournal(journal)),
});

function loadJournal(path: string): UpdateJournal {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    return blankJournal;
  }
  const journal = readJournal(content);
  if (!journal) renameSync(path, `${path}.unreadable`);
  return journal ?? blankJournal;
}
