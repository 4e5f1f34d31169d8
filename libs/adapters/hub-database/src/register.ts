import type { Source } from '@hub/domain/metering';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { ensured } from './feeds';
import { InputSchema, type InputRow } from './schema/input';

/** An input and where its points go. */
export type RegisteredInput = Readonly<Omit<InputRow, 'createdAt'>>;

/** A source and the account that brought it; null: one of the hub's own. */
export interface NewInput {
  readonly source: Source;
  readonly account: string | null;
}

/** What devices measure. */
export interface InputTables {
  inputs(): Promise<readonly RegisteredInput[]>;
  /**
   * Makes the input of each source, and its feed where it is to be logged; what exists is left as it is. Two calls at once,
   * or one that died half-way, do no harm. Repeating a call changes nothing.
   */
  register(inputs: readonly NewInput[]): Promise<readonly RegisteredInput[]>;
  changeInput(id: number, change: Partial<Pick<RegisteredInput, 'description' | 'feedId'>>): Promise<void>;
  removeInputs(ids: readonly number[]): Promise<void>;
}

export function inputTables(open: () => DataSource): InputTables {
  return {
    inputs: () => open().manager.find(InputSchema, { order: { id: 'ASC' } }),
    register: (inputs) => open().transaction('READ COMMITTED', (manager) => register(manager, inputs)),
    changeInput: async (id, change) => {
      await open().manager.update(InputSchema, { id }, change);
    },
    removeInputs: async (ids) => {
      if (ids.length > 0) await open().manager.delete(InputSchema, { id: In([...ids]) });
    },
  };
}

async function register(manager: EntityManager, inputs: readonly NewInput[]): Promise<readonly RegisteredInput[]> {
  if (inputs.length === 0) return [];
  const logged = inputs.filter(({ source }) => source.logged);
  const feeds = await ensured(
    manager,
    logged.map(({ source: { node, name, unit, intervalS, durable }, account }) => ({
      ...{ tag: node, name, unit, intervalS, durable, account },
    })),
  );
  const feedIds = new Map(feeds.map(({ id, tag, name }) => [keyOf(tag, name), id]));
  const before = await named(manager, inputs);
  const missing = inputs.filter(({ source }) => !before.has(keyOf(source.node, source.name)));
  if (missing.length > 0) {
    const rows = missing.map(({ source: { node, name }, account }) => ({
      ...{ node, name, account, feedId: feedIds.get(keyOf(node, name)) ?? null },
    }));
    await manager.createQueryBuilder().insert().into(InputSchema).values(rows).orIgnore().execute();
  }
  // An input whose feed was deleted gets the new one.
  for (const [key, { id, feedId }] of before) {
    const newFeed = feedIds.get(key);
    if (feedId === null && newFeed !== undefined) await manager.update(InputSchema, { id }, { feedId: newFeed });
  }
  return [...(await named(manager, inputs)).values()];
}

async function named(manager: EntityManager, inputs: readonly NewInput[]): Promise<Map<string, RegisteredInput>> {
  const wanted = new Set(inputs.map(({ source }) => keyOf(source.node, source.name)));
  const nodes = [...new Set(inputs.map(({ source }) => source.node))];
  const found = await manager.find(InputSchema, { where: { node: In(nodes) }, order: { id: 'ASC' } });
  return new Map(
    found.flatMap((input): [string, RegisteredInput][] => {
      const key = keyOf(input.node, input.name);
      return wanted.has(key) ? [[key, input]] : [];
    }),
  );
}

/** A slash separates levels of a topic, so it is in no node and no name. */
const keyOf = (node: string, name: string): string => `${node}/${name}`;
