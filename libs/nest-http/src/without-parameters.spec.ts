import { expect, it } from 'vitest';
import { withoutParameters } from './without-parameters';

it.each([
  ['Cannot GET //input/post?node=1&apikey=0123', 'Cannot GET //input/post'],
  ['/feed/aget.json&apikey=0123&id=3', '/feed/aget.json'],
  ['/api/v1/feeds', '/api/v1/feeds'],
])('%s is told as %s', (text, wanted) => {
  expect(withoutParameters(text)).toBe(wanted);
});
