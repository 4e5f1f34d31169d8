export { costOfPieces, piecesOf } from './decision';
export { type Published, replaces } from './hysteresis';
export { deliveredOf, type LedgerEntry, ledgerLine, readLedger } from './ledger/ledger';
export { type Circumstances, deadlinesOf, type NextRun, nextRuns } from './next-runs';
export type { Schedule } from './schedule';
export { laddered, repeatedDaily } from './signal/ladder';
export { type Delivered, MICRO, wattsByMinute, workOf } from './work';
