export { Choice, type Option } from './choice';
