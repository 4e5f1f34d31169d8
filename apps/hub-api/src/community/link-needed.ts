import type { LinkFile } from '@hub/contracts';
import { HttpStatus } from '@nestjs/common';
import { ApiError } from '@hub/nest-http';
import type { LinkStore } from '../server-link/link.store';

/** @throws ApiError 503 LINK_NEEDED while the hub belongs to no account */
export function requiredLink(links: LinkStore): LinkFile {
  const link = links.current;
  if (link) return link.file;
  throw new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'LINK_NEEDED',
    'This hub is not linked to a CydYnni account yet.',
    'Open Setup and link it.',
  );
}
