import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** What a service says of itself in a file; null where there is none or where it cannot be understood. */
export async function readStatus<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  const parsed = z.safeParse(schema, await jsonOf(path));
  return parsed.success ? parsed.data : null;
}

/** Every text in a folder by its file's name; nothing where there is no such folder. */
export async function readTexts(dir: string, endsWith = ''): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((text) => text.endsWith(endsWith)).sort((a, b) => a.localeCompare(b, 'en'))) {
    const text = await readFile(join(dir, name), 'utf8').catch(() => undefined);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

async function jsonOf(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
