import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';

const content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

/** Documents a call that answers with bytes, or with the range of them that was asked for. */
export const AnswersBytes = (summary: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({ status: 200, description: 'All of it', content }),
    ApiResponse({ status: 206, description: 'The range that was asked for', content }),
  );
