// The planner behind the calls of the vectors' README. `nx build domain-planner` makes what it loads.
const built = new URL('../../../../dist/libs/domain/planner/conformance.mjs', import.meta.url);
const { plan, planJoint, repeat } = await import(built.href);

export default { plan, planJoint, repeat };
