import { OtaError } from '../ota-error';
import { run } from './command';

try {
  const text = run(process.argv.slice(2));
  if (text !== '') console.log(text);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof OtaError && error.code === 'USAGE' ? 2 : 1;
}
