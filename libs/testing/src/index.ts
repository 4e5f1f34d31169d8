export { CommunityServer, type CommunityServerOptions } from './community/community-server';
export { type SimulatedEpower, simulatedEpower } from './community/simulated-epower';
export { type Answer, type Asked, askTls, type Identity, keyAndRequest, signedBy } from './community/tls-client';
export { createManualClock, type ManualClock } from './manual-clock';
export { type SuiteHooks, useServices } from './use-services';
export { waitFor, type WaitOptions } from './wait-for';
export { describedCalls, type DescribedCall, type OpenApi } from './openapi/described-calls';
export { documentFaults } from './openapi/lint';
