import { ErrorBody } from '@hub/contracts';
import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type * as Swagger from '@nestjs/swagger';
import { type $ZodType, toJSONSchema } from 'zod/v4/core';
import { type Description, DESCRIPTION } from './answers';
import { type Need, NEED } from './needs';

/**
 * Describes the calls of an application; the description changes with the calls only, not with the version. A call without a note is
 * described by what its own decorators say, or left out where `unnoted` asks for that.
 */
export async function describeApplication(
  app: INestApplication,
  title: string,
  unnoted: 'shown' | 'left out',
): Promise<object> {
  const swagger = await import('@nestjs/swagger');
  for (const { prototype, key, method } of methodsOf(app)) {
    const description = Reflect.getMetadata(DESCRIPTION, method) as Description | undefined;
    const left = unnoted === 'left out' ? [swagger.ApiExcludeEndpoint()] : [];
    const need = Reflect.getMetadata(NEED, method) as Need | undefined;
    const rights = need && description ? [rightsOf(swagger, need)] : [];
    for (const decorate of [...(description ? decorators(swagger, description) : left), ...rights]) {
      decorate(prototype, key, { value: method });
    }
  }
  const info = new swagger.DocumentBuilder()
    .setTitle(title)
    .setDescription(
      'Times are unix seconds, power W, energy kWh, money pence. Errors have one form with a code, what happened and what to do.',
    )
    .setVersion('1')
    .build();
  return swagger.SwaggerModule.createDocument(app, info, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').toLowerCase()}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) => ({ schema: jsonSchema(schema as $ZodType, schemaType) }),
  });
}

function decorators(
  swagger: typeof Swagger,
  { summary, schema, contentType, alsoStatus }: Description,
): MethodDecorator[] {
  const body = (of: $ZodType, type = 'application/json') => ({
    content: { [type]: { schema: jsonSchema(of, 'output') } },
  });
  return [
    swagger.ApiOperation({ summary }),
    schema === undefined
      ? swagger.ApiNoContentResponse({ description: summary })
      : swagger.ApiOkResponse({ description: summary, ...body(schema, contentType) }),
    ...(alsoStatus === undefined || schema === undefined
      ? []
      : [swagger.ApiResponse({ status: alsoStatus, description: 'Not ready', ...body(schema) })]),
    swagger.ApiDefaultResponse({ description: 'What went wrong, and what to do', ...body(ErrorBody) }),
  ];
}

/** What the call needs of who asks stands beside it: a test holds the document to it. */
const rightsOf = (swagger: typeof Swagger, { permission, freshPassword }: Need): MethodDecorator =>
  swagger.ApiExtension('x-needs', { permission, freshPassword });

const jsonSchema = (schema: $ZodType, io: 'input' | 'output'): object =>
  toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' });

interface Method {
  readonly prototype: object;
  readonly key: string;
  readonly method: object;
}

function* methodsOf(app: INestApplication): Generator<Method> {
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype === 'function') yield* methodsFrom(metatype.prototype);
    }
  }
}

/** Also what a controller inherits. */
function* methodsFrom(prototype: unknown): Generator<Method> {
  if (typeof prototype !== 'object' || prototype === null || prototype === Object.prototype) return;
  for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    const method: unknown = value;
    if (typeof method === 'function' && key !== 'constructor') yield { prototype, key, method };
  }
  yield* methodsFrom(Object.getPrototypeOf(prototype));
}
