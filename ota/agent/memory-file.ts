import { blankMemory, type UpdateMemory } from '@hub/domain/update';
import { readFileSync, renameSync } from 'node:fs';
import { replaceFile } from './durable-file';
import { readMemory, writeMemory } from './memory-schema';
import type { MemoryStore } from './ports';

/** The agent's memory in one small file. One that cannot be understood is set aside, and the agent starts blank. */
export const memoryFile = (path: string): MemoryStore => ({
  load: () => loadMemory(path),
  save: (memory) => replaceFile(path, writeMemory(memory)),
});

function loadMemory(path: string): UpdateMemory {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    return blankMemory;
  }
  const memory = readMemory(content);
  if (!memory) renameSync(path, `${path}.unreadable`);
  return memory ?? blankMemory;
}
