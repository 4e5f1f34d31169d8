import { type PairingRequestView } from '@hub/contracts';

/** What a device that asks is called. Two may give the same name, never the same address. */
export const requestName = ({ name, address }: PairingRequestView): string =>
  name === null ? address : `${name} (${address})`;
