export { type InputBulk, parseInputBulk } from './input-bulk';
export { carriesValues, type InputPost, parseInputPost } from './input-post';
