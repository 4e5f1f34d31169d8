export { type BrokerAccount } from './broker-accounts';
export { type DynamicSecurity, type PasswordHash, rightsOf, type TopicRights, withAccount } from './dynamic-security';
export { freePort } from './free-port';
export { hubBrokerSpec, type HubBrokerSettings } from './hub-broker';
export { acquireLock, type Lock, lockHolder } from './lock';
export { ManagedProcess, type ProcessExit, type ServerSpec } from './managed-process';
export { formatIdentity, identify, isAlive, parseIdentity, type ProcessIdentity, terminate } from './process-identity';
export { DEMO_GATEWAY, type ServiceControl, type Services, type ServicesOptions, startServices } from './services';
export { ServicesError, type ServicesErrorCode } from './services-error';
