import type { LinkFile } from '@hub/contracts';

/** The account that the hub belongs to, and what proves it (PEM). */
export interface Link {
  readonly file: LinkFile;
  readonly certificate: string;
  readonly serverCa: string;
}
