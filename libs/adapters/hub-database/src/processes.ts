import { type DataSource, Like } from 'typeorm';
import { InputSchema } from './schema/input';
import { ProcessMemorySchema, type ProcessMemoryRow } from './schema/process-memory';

export type StoredMemory = Readonly<ProcessMemoryRow>;

/** Process lists of inputs, and what they remember over a restart. */
export interface ProcessTables {
  /** Null: the input keeps its readings in its own feed. What the old list remembered is forgotten. */
  setProcessList(inputId: number, list: string | null): Promise<void>;
  /** Forgets what processes know of a feed: it was emptied, or is gone. */
  forgetFeed(feedId: number): Promise<void>;
  saveMemories(memories: readonly StoredMemory[]): Promise<void>;
  /**
   * All that was saved. What is only true until the next reading is gone afterwards: a power cut must not bring it back
   * when other readings have followed it.
   */
  takeMemories(): Promise<readonly StoredMemory[]>;
}

export function processTables(open: () => DataSource): ProcessTables {
  return {
    setProcessList: (inputId, processList) =>
      open().transaction(async (manager) => {
        await manager.update(InputSchema, { id: inputId }, { processList });
        await manager.delete(ProcessMemorySchema, { inputId });
      }),
    forgetFeed: async (feedId) => {
      await open().manager.delete(ProcessMemorySchema, { name: Like(`%:${feedId}`) });
    },
    saveMemories: async (memories) => {
      if (memories.length > 0) await open().manager.upsert(ProcessMemorySchema, [...memories], ['inputId', 'name']);
    },
    takeMemories: async () => {
      const all = await open().manager.find(ProcessMemorySchema);
      if (all.some(({ lasting }) => !lasting)) await open().manager.delete(ProcessMemorySchema, { lasting: false });
      return all;
    },
  };
}
