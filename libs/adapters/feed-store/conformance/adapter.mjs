// The engine behind the calls of the vectors' README. `nx build adapter-feed-store` makes what it loads.
const built = new URL('../../../../dist/libs/adapters/feed-store/conformance.mjs', import.meta.url);

export const { engine, model } = await import(built.href);
