export { Random, seeded } from './random';
