export * from './club';
export { MAX_PAYLOAD_BYTES } from './limits';
export { REJECTION_REASONS, type IncomingMessage, type Parsed, type RejectionReason } from './message';
export { MeterHalfHours, MeterLive } from './meter';
export * from './parse';
export * from './source';
export * from './topics';
