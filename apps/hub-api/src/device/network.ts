import { networkAddresses } from '@hub/adapters/system';

/** As many as a report to the server may name. */
const MOST = 16;

/** Addresses of this hub in its networks. */
export const localAddresses = (): string[] => networkAddresses().slice(0, MOST);
