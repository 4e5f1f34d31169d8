export { type IncomingMessage } from './message';
export { cleanName } from './name';
export { numberOf } from './number';
export { type Parsed, type RejectionReason } from './parsed';
export * from './source';
export { type Arrival, liveStamp, stampOf } from './stamp';
