import { ApiError } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';

export const inputUnknown = (id: number): ApiError =>
  new ApiError(
    HttpStatus.NOT_FOUND,
    'HUB_INPUT_UNKNOWN',
    `There is no input ${id}.`,
    'GET /api/v1/inputs lists the inputs.',
  );
