import { nestProgram } from '../../rolldown.nest.mjs';

const program = (input, name) => nestProgram(input, `../../dist/apps/server/${name}.mjs`);

export default [program('src/main.ts', 'main'), program('src/team/main.ts', 'rollout')];
