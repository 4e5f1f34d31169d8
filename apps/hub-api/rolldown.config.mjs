import { nestFunction, nestProgram } from '../../rolldown.nest.mjs';

const to = (name) => `../../dist/apps/hub-api/${name}`;

export default [
  nestProgram('src/launch/launch.ts', to('main.mjs')),
  nestFunction('src/main.ts', to('program.js')),
  nestProgram('src/bench/bench.ts', to('bench.mjs')),
];
