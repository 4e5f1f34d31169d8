import { $ZodType, registry } from 'zod/v4/core';

/** Stands in a converted schema where it has a name of its own, until {@link hoist} takes it out. */
const MARK = 'x-schema-name';
type Json = Readonly<Record<string, unknown>>;

/** The names of schemas: what a module exports, by its key. */
export type SchemaModule = Readonly<Record<string, unknown>>;

/** A registry by which a conversion marks each schema that a module exports. */
export function namesOf(module: SchemaModule) {
  const names = registry<{ [MARK]: string }>();
  for (const [name, value] of Object.entries(module)) {
    if (value instanceof $ZodType && !names.has(value)) names.add(value, { [MARK]: name });
  }
  return names;
}

/** Schemas of a document by name, collected while they are taken out of its calls. */
export class NamedSchemas {
  private readonly known = new Map<string, { readonly text: string; readonly schema: unknown }>();

  /**
   * The same, with a reference in place of each object that has a name. `as`: what it may be called, the first that is free or holds
   * the same schema; where there is none it stays where it is.
   */
  hoist(node: unknown, as: (name: string) => readonly string[]): unknown {
    if (Array.isArray(node)) return node.map((each) => this.hoist(each, as));
    if (typeof node !== 'object' || node === null) return node;
    const { [MARK]: name, ...rest } = node as Json;
    const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, this.hoist(value, as)]));
    if (typeof name !== 'string' || !isComposite(schema)) return schema;
    return this.referTo(as(name), schema) ?? schema;
  }

  /** Every schema that was taken out, in the order of the alphabet. */
  all(): Json {
    const names = [...this.known.keys()].sort();
    return Object.fromEntries(names.map((name) => [name, this.known.get(name)?.schema]));
  }

  private referTo(names: readonly string[], schema: Json): Json | undefined {
    const text = JSON.stringify(schema);
    for (const name of names) {
      const known = this.known.get(name);
      if (known === undefined) this.known.set(name, { text, schema });
      if (known === undefined || known.text === text) return { $ref: `#/components/schemas/${name}` };
    }
    return undefined;
  }
}

const isComposite = (schema: Json): boolean =>
  schema['type'] === 'object' || 'anyOf' in schema || 'oneOf' in schema || 'allOf' in schema;
