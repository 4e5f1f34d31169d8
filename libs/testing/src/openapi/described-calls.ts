import { Ajv2020 } from 'ajv/dist/2020.js';

type Json = Readonly<Record<string, unknown>>;
interface Media {
  readonly schema?: Json;
}
interface DescribedAnswer {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Json;
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
  readonly security?: readonly Json[];
}
/** An OpenAPI document as `describeApplication` makes it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes?: Json };
}

/** What came back of a call. */
export interface Answered {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** A call of the document, with the least that it asks for. */
export interface DescribedCall {
  /** `GET /api/v1/feeds`. */
  readonly name: string;
  readonly method: string;
  /** With an example for each parameter that is needed. */
  readonly path: string;
  /** Undefined where nothing is sent. */
  readonly body: unknown;
  readonly contentType: string | undefined;
  /** What an answer has that the document does not allow; undefined where it fits. */
  fault(answer: Answered): string | undefined;
}

/** Every call of a document. */
export function describedCalls(document: OpenApi): DescribedCall[] {
  const check = new Ajv2020({ strict: false, formats: FORMATS });
  check.addSchema({ $id: 'document', ...document });
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): DescribedCall => {
      const [contentType, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path: addressOf(path, operation, document),
        contentType,
        body: media?.schema === undefined ? undefined : example(media.schema, document),
        fault: (answer) => faultOf(operation, answer, check),
      };
    }),
  );
}

function faultOf(
  { responses }: Operation,
  { status, contentType, text }: Answered,
  check: Ajv2020,
): string | undefined {
  const answer = responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`];
  if (answer === undefined) return `status ${status} is not described`;
  const content = new Map(Object.entries(answer.content ?? {}));
  if (content.size === 0) return text === '' ? undefined : `a body, where none is described: ${text}`;
  const kind = contentType.split(';')[0] ?? '';
  const media = content.get(kind);
  if (media === undefined) return `${kind} in place of ${[...content.keys()].join(', ')}`;
  if (kind !== 'application/json' || media.schema === undefined) return undefined;
  const fits = check.compile(absolute(media.schema));
  return fits(JSON.parse(text)) ? undefined : `${status}: ${check.errorsText(fits.errors)} in ${text.slice(0, 300)}`;
}

/** Formats say what a text means; what it may be is said by patterns. */
const FORMATS = Object.fromEntries(
  ['date', 'date-time', 'email', 'uri', 'uuid', 'binary', 'ipv4', 'ipv6', 'time', 'base64'].map((name) => [name, true]),
) as Record<string, true>;

const absolute = (node: Json): Json =>
  JSON.parse(JSON.stringify(node).replaceAll('"#/components/', '"document#/components/')) as Json;

function addressOf(path: string, { parameters = [] }: Operation, document: OpenApi): string {
  const needed = parameters.filter(({ in: where, required }) => where === 'path' || (where === 'query' && required));
  const query = new URLSearchParams();
  let address = path;
  for (const { name, in: where, schema = {} } of needed) {
    const value = String(example(schema, document));
    if (where === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
    else query.set(name, value);
  }
  return query.size === 0 ? address : `${address}?${query.toString()}`;
}

/** The least value that a schema describes, as far as its type and bounds say. */
function example(schema: Json, document: OpenApi): unknown {
  const { $ref, anyOf, oneOf, enum: values, const: constant, default: preset, type } = schema;
  if (typeof $ref === 'string')
    return example(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, document);
  if (preset !== undefined) return preset;
  if (constant !== undefined) return constant;
  if (Array.isArray(values)) return values[0];
  const [choice] = [anyOf, oneOf].flatMap((each) => (Array.isArray(each) ? (each as Json[]) : []));
  if (choice !== undefined) return example(choice, document);
  return exampleOfType(Array.isArray(type) ? type[0] : type, schema, document);
}

function exampleOfType(type: unknown, schema: Json, document: OpenApi): unknown {
  switch (type) {
    case 'object':
      return exampleObject(schema, document);
    case 'array':
      return Array.from({ length: least(schema, 'minItems', 0) }, () =>
        example((schema['items'] ?? {}) as Json, document),
      );
    case 'integer':
    case 'number':
      return least(schema, 'minimum', 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return schema['format'] === 'date' ? '2026-01-01' : 'x'.repeat(least(schema, 'minLength', 1));
  }
}

function exampleObject(schema: Json, document: OpenApi): object {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.fromEntries(required.map((name) => [name, example(properties[name] ?? {}, document)]));
}

const least = (schema: Json, bound: string, atLeast: number): number =>
  Math.max(atLeast, Number(schema[bound] ?? atLeast));
