import { ErrorBody } from '@hub/contracts';
import { applyDecorators, type HttpStatus } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { toJSONSchema, type $ZodType } from 'zod/v4/core';

/** OpenAPI 3.0 form of a contract. */
export const schemaOf = (schema: $ZodType): object =>
  toJSONSchema(schema, { target: 'openapi-3.0', io: 'output', unrepresentable: 'any' });

/** Documents a call: what it is for and what it answers; errors have the one body. */
export function Answers(summary: string, schema: $ZodType, alsoStatus?: HttpStatus): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiOkResponse({ description: summary, content: { 'application/json': { schema: schemaOf(schema) } } }),
    ...(alsoStatus === undefined
      ? []
      : [
          ApiResponse({
            status: alsoStatus,
            description: 'Not so',
            content: { 'application/json': { schema: schemaOf(schema) } },
          }),
        ]),
    ApiDefaultResponse({
      description: 'What went wrong, and what to do',
      content: { 'application/json': { schema: schemaOf(ErrorBody) } },
    }),
  );
}
