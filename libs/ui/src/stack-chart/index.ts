export { StackChart } from './stack-chart';
export { partNames, type Stack, type StackPart, totalOf } from './stack';
