// The engine behind the calls that ../README.md of the vectors describes. Needs `nx build adapter-feed-store` first.
export { engine, model } from '../../../../dist/libs/adapters/feed-store/conformance.mjs';
