export { PowerChart } from './power-chart';
export { type PowerPoint } from './runs';
