import type { NamedSchemas } from './named-schemas';

type Json = Readonly<Record<string, unknown>>;
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;
interface Operation extends Json {
  readonly responses: Json;
}

/** How a caller shows who it is, by the names that calls use. */
export type SecuritySchemes = Readonly<Record<string, Json>>;

export interface Finish {
  readonly schemas: NamedSchemas;
  readonly securitySchemes: SecuritySchemes;
  /** The form of every error. */
  readonly error: object;
  /** What a call asks of its caller, where its own decorators do not say it. */
  readonly securityOf: (operation: Json) => readonly object[] | undefined;
}

/** Gives the schemas of a document names, every call its errors, and says what each asks of its caller. */
export function finished(document: { readonly paths: object } & object, finish: Finish): object {
  const paths = document.paths as Paths;
  const { schemas, securitySchemes } = finish;
  // Answers first: the plain name is theirs where a caller sends another form of the same thing.
  const answered = eachOf(paths, (operation) => ({
    ...operation,
    ...securityIn(operation, finish),
    responses: schemas.hoist({ ...withoutDefault(operation.responses), ...errors(finish.error) }, (name) => [name]),
  }));
  const asked = eachOf(answered, (operation) => ({
    ...operation,
    ...(operation['parameters'] === undefined ? {} : { parameters: schemas.hoist(operation['parameters'], () => []) }),
    ...(operation['requestBody'] === undefined
      ? {}
      : { requestBody: schemas.hoist(operation['requestBody'], (name) => [name, `${name}Input`]) }),
  }));
  return {
    ...document,
    openapi: '3.1.0',
    servers: [{ url: '/' }],
    tags: tagsOf(paths),
    paths: asked,
    components: { schemas: schemas.all(), securitySchemes },
  };
}

const securityIn = (operation: Operation, { securityOf }: Finish): Json => ({
  security: operation['security'] ?? securityOf(operation) ?? [],
});

const withoutDefault = (responses: Json): Json =>
  Object.fromEntries(Object.entries(responses).filter(([status]) => status !== 'default'));

const errors = (error: object): Json => {
  const content = { 'application/json': { schema: error } };
  return {
    '4XX': { description: 'The caller has to do something else: what, stands in it', content },
    '5XX': { description: 'What went wrong, and what to do', content },
  };
};

const eachOf = (paths: Paths, change: (operation: Operation) => Json): Paths =>
  Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [method, change(operation) as Operation]),
      ),
    ]),
  );

const tagsOf = (paths: Paths): readonly object[] => {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const names = new Set(operations.flatMap((operation) => operation['tags'] as readonly string[]));
  return [...names].sort().map((name) => ({ name }));
};
