export { partName } from './part';
