import { ErrorBody } from '@hub/contracts';
import { HttpStatus, type INestApplication, RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type * as Swagger from '@nestjs/swagger';
import { type $ZodType, toJSONSchema } from 'zod/v4/core';
import { type Description, DESCRIPTION } from './answers';
import { finished, type SecuritySchemes } from './finished-document';
import { namesOf, NamedSchemas, type SchemaModule } from './named-schemas';
import { type Need, NEED } from './needs';

/** What a program says of itself in its description. */
export interface About {
  readonly title: string;
  /** What becomes of a call without a note: described by what its own decorators say, or left out. */
  readonly unnoted: 'shown' | 'left out';
  /** Where the names of schemas come from. */
  readonly schemas: SchemaModule;
  readonly securitySchemes: SecuritySchemes;
  /** What a call asks of its caller by its need. */
  readonly securityOf?: (need: Need) => readonly object[];
}

/** Describes the calls of an application; the description changes with the calls only, not with the version. */
export async function describeApplication(app: INestApplication, about: About): Promise<object> {
  const { title, unnoted } = about;
  const jsonSchema = converter(about.schemas);
  const swagger = await import('@nestjs/swagger');
  for (const { prototype, key, method } of methodsOf(app)) {
    const description = Reflect.getMetadata(DESCRIPTION, method) as Description | undefined;
    const left = unnoted === 'left out' ? [swagger.ApiExcludeEndpoint()] : [];
    const need = Reflect.getMetadata(NEED, method) as Need | undefined;
    const rights = need && description ? [rightsOf(swagger, need)] : [];
    for (const decorate of [
      ...(description ? decorators(swagger, description, { status: statusOf(method), jsonSchema }) : left),
      ...rights,
    ]) {
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
  const document = swagger.SwaggerModule.createDocument(app, info, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').toLowerCase()}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) => ({ schema: jsonSchema(schema as $ZodType, schemaType) }),
  });
  return finished(document, {
    schemas: new NamedSchemas(),
    securitySchemes: about.securitySchemes,
    error: jsonSchema(ErrorBody, 'output'),
    securityOf: (operation) => {
      const need = operation['x-needs'] as Need | undefined;
      return need && about.securityOf?.(need);
    },
  });
}

type Convert = (schema: $ZodType, io: 'input' | 'output') => object;

function decorators(
  swagger: typeof Swagger,
  { summary, schema, contentType, alsoText, alsoStatus }: Description,
  { status, jsonSchema }: { readonly status: number; readonly jsonSchema: Convert },
): MethodDecorator[] {
  const body = (of: $ZodType, type = 'application/json') => ({
    content: {
      [type]: { schema: jsonSchema(of, 'output') },
      ...(alsoText !== undefined && { [alsoText]: { schema: { type: 'string' } } }),
    },
  });
  return [
    swagger.ApiOperation({ summary }),
    schema === undefined
      ? swagger.ApiNoContentResponse({ description: summary })
      : swagger.ApiResponse({ status, description: summary, ...body(schema, contentType) }),
    ...(alsoStatus === undefined || schema === undefined
      ? []
      : [swagger.ApiResponse({ status: alsoStatus, description: 'Not ready', ...body(schema) })]),
  ];
}

/** What the call needs of who asks stands beside it: a test holds the document to it. */
const rightsOf = (swagger: typeof Swagger, { permission, freshPassword }: Need): MethodDecorator =>
  swagger.ApiExtension('x-needs', { permission, freshPassword });

/** What a call that succeeds answers with, as Nest decides it. */
function statusOf(method: object): number {
  const said = Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined;
  const isPost = Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.POST;
  return said ?? (isPost ? HttpStatus.CREATED : HttpStatus.OK);
}

function converter(schemas: SchemaModule): Convert {
  const metadata = namesOf(schemas);
  return (schema, io) => {
    const json = toJSONSchema(schema, {
      target: 'draft-2020-12',
      io,
      unrepresentable: 'any',
      metadata,
    });
    delete json.$schema;
    return json;
  };
}

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
