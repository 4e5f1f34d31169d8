export { Club, LONDON, type ClubOptions } from './club';
export { type Faults, NO_FAULTS } from './faults';
export { readHomes } from './homes';
export { type EpowerOptions, type EpowerServer, serveEpower } from './server';
