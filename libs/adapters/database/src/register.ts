import type { Source } from '@hub/domain/metering';
import { IsNull, type EntityManager } from 'typeorm';
import { FeedSchema, type FeedRow } from './schema/feed';
import { InputSchema } from './schema/input';

/** An input and where its points go. */
export interface RegisteredInput {
  readonly id: number;
  readonly node: string;
  readonly name: string;
  readonly feed: RegisteredFeed | null;
  /** Text of its process list; null: its readings go to its feed. */
  readonly processList: string | null;
}

export type RegisteredFeed = Readonly<Omit<FeedRow, 'createdAt'>>;

/**
 * Makes the feed and the input of each source; those that exist are left as they are. Two calls at once, or one that
 * died half-way, do no harm.
 */
export async function register(manager: EntityManager, sources: readonly Source[]): Promise<RegisteredInput[]> {
  if (sources.length === 0) return [];
  const feeds = sources.map(({ node, name, unit, intervalS, durable }) => ({
    tag: node,
    name,
    unit,
    intervalS,
    durable,
  }));
  await manager.createQueryBuilder().insert().into(FeedSchema).values(feeds).orIgnore().execute();
  const made = await manager.find(FeedSchema, {
    where: feeds.map(({ tag, name }) => ({ tag, name })),
    order: { id: 'ASC' },
  });
  const inputs = made.map(({ id, tag, name }) => ({ node: tag, name, feedId: id }));
  await manager.createQueryBuilder().insert().into(InputSchema).values(inputs).orIgnore().execute();
  // An input whose feed was deleted gets the new one.
  for (const { node, name, feedId } of inputs)
    await manager.update(InputSchema, { node, name, feedId: IsNull() }, { feedId });
  return registered(
    manager,
    sources.map(({ node, name }) => ({ node, name })),
  );
}

/** Inputs with their feeds; all of them, or those named. */
export async function registered(
  manager: EntityManager,
  where?: readonly { readonly node: string; readonly name: string }[],
): Promise<RegisteredInput[]> {
  const inputs = await manager.find(InputSchema, {
    ...(where && { where: where.map((key) => ({ ...key })) }),
    order: { id: 'ASC' },
  });
  const feeds = new Map((await manager.find(FeedSchema)).map((feed) => [feed.id, feed]));
  return inputs.map(({ id, node, name, feedId, processList }) => ({
    id,
    node,
    name,
    feed: feeds.get(feedId ?? 0) ?? null,
    processList,
  }));
}
