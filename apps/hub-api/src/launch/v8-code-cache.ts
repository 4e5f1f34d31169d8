import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import type { Compiled, Program } from './program';

const PROGRAM = 'program.js';
const CACHE = 'program.code';
/** Before the code: checksums of the text that it was made of, and of itself. V8 looks at the length of either alone. */
const TEXT_SUM_BYTES = 4;
const HEADER_BYTES = 8;
/** A start refuses code that was cached with other switches than its own. These may have been others, see `writeCodeCache`. */
const AS_LATER = ['--hash-seed=0', '--initial-old-space-size=0', '--memory-reducer', '--no-single-threaded-gc'];

/** A program that is loaded. */
export interface Loaded {
  readonly script: Script;
  readonly compiled: Compiled;
  readonly exports: Program;
}
/** The build makes this one function of the program. */
type Module = (exports: Partial<Program>, require: NodeJS.Require, module: object, filename: string) => void;

/** Loads the program of a folder, with the code that is cached there if it is of this text, this Node and its switches. */
export function loadProgram(dir: string): Loaded {
  const file = join(dir, PROGRAM);
  const { script, compiled } = compile(dir, file);
  const exports: Partial<Program> = {};
  (script.runInThisContext() as Module)(exports, createRequire(file), { exports }, file);
  return { script, compiled, exports: exports as Program };
}

/**
 * Keeps the code of a program that has lived through its first minute: what it did not use is not in it. Node's
 * `--hash-seed=1 --random-seed=1 --single-threaded-gc --initial-old-space-size=190 --no-memory-reducer` make two runs
 * alike: seeds order the names, and what the collector left lies in between. On a slow machine a few bytes still differ,
 * the numbers of functions that failed attempts to reach different services call in the same moment.
 */
export async function writeCodeCache(dir: string, { script, exports }: Loaded): Promise<void> {
  await exports.warmUp();
  for (const flag of AS_LATER) setFlagsFromString(flag);
  const code = script.createCachedData();
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(crc32(readFileSync(join(dir, PROGRAM))));
  header.writeUInt32LE(crc32(code), TEXT_SUM_BYTES);
  const part = join(dir, `${CACHE}.part`);
  writeFileSync(part, Buffer.concat([header, code]));
  renameSync(part, join(dir, CACHE));
}

/** Nothing of the texts and bytes is held on to: they are as large as the rest of the program. */
function compile(dir: string, file: string): { readonly script: Script; readonly compiled: Compiled } {
  const text = readFileSync(file);
  const cachedData = readCache(dir, text);
  // The build leaves no character beyond Latin-1.
  const script = new Script(text.toString('latin1'), { filename: file, ...(cachedData && { cachedData }) });
  return { script, compiled: cachedData && script.cachedDataRejected === false ? 'cached' : 'compiled' };
}

function readCache(dir: string, text: Buffer): Buffer | undefined {
  try {
    const cached = readFileSync(join(dir, CACHE));
    const code = cached.subarray(HEADER_BYTES);
    const isWhole = cached.readUInt32LE() === crc32(text) && cached.readUInt32LE(TEXT_SUM_BYTES) === crc32(code);
    return isWhole ? code : undefined;
  } catch {
    // There is none, or not all of it: the text is always there.
    return undefined;
  }
}
