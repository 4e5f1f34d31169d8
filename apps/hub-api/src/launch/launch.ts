import { writeCodeCache, loadProgram } from './v8-code-cache';

/**
 * A start spends half its time on making code of four megabytes of text. What the engine made of them is cached beside
 * the program and taken at the next start. Node's own cache would do it too, but holds all of it in memory for good.
 */
const program = loadProgram(import.meta.dirname);
if (process.argv.includes('--write-code-cache')) await writeCodeCache(import.meta.dirname, program);
else await program.exports.run(program.compiled);
