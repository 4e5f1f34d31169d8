import { nestProgram } from '../../rolldown.nest.mjs';

const program = (input, name) => nestProgram(input, `../../dist/apps/hub-api/${name}.mjs`);

export default [program('src/main.ts', 'main'), program('src/bench/bench.ts', 'bench')];
