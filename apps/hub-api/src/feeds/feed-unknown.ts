import { ApiError } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';

export const feedUnknown = (id: number): ApiError =>
  new ApiError(
    HttpStatus.NOT_FOUND,
    'HUB_FEED_UNKNOWN',
    `There is no feed ${id}.`,
    'GET /api/v1/feeds lists the feeds.',
  );
