export * from './enrolment-proof';
export * from './identity';
export * from './make-identity';
export * from './unit';
