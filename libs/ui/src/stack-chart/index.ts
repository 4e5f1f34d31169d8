export { StackChart } from './stack-chart';
export { type Stack, type StackPart } from './stack';
