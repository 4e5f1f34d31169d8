/** Where the code of a start came from: `cached` from an earlier run, or `compiled` from the text. */
export type Compiled = 'cached' | 'compiled';

/** What the program gives to its launcher. */
export interface Program {
  run(compiled: Compiled): Promise<void>;
  /** Starts, answers what the first minute asks, and stops, without any service. */
  warmUp(): Promise<void>;
}
