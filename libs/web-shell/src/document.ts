import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { toJSONSchema, type $ZodType } from 'zod/v4/core';

/**
 * Describes every call of an application. The description does not change with the version of the program, only with its
 * calls.
 */
export function describeApplication(app: INestApplication, title: string): OpenAPIObject {
  const info = new DocumentBuilder()
    .setTitle(title)
    .setDescription(
      'Times are unix seconds, power W, energy kWh, money pence. Errors have one form with a code, what happened and what to do.',
    )
    .setVersion('1')
    .build();
  return SwaggerModule.createDocument(app, info, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').toLowerCase()}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) => ({
      schema: toJSONSchema(schema as $ZodType, {
        target: 'openapi-3.0',
        io: schemaType,
        unrepresentable: 'any',
      }),
    }),
  });
}
