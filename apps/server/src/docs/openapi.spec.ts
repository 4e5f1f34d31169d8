import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openApiText } from './print';

it('the description that is checked in is the one of this code; if not: npx nx openapi server', async () => {
  const checkedIn: unknown = JSON.parse(await readFile(join(import.meta.dirname, '../../openapi.json'), 'utf8'));
  expect(JSON.parse(await openApiText())).toEqual(checkedIn);
});
