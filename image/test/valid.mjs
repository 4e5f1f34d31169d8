// `node valid.mjs SCHEMA JSON`: says what of the JSON is not as the schema wants it.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const [schema, given] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const ajv = new Ajv({ allErrors: true });
if (!ajv.validate(schema, given)) {
  console.error(ajv.errorsText());
  process.exitCode = 1;
}
