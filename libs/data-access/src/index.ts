export {
  BROWSER_EDGE,
  type BrowserEdge,
  type HttpAnswer,
  type HttpCall,
  type StreamListener,
} from './live/browser-edge';
export { type PowerPoint } from './history/power-window';
export { type Tick } from './live/hub-clock';
export { type HubHealth } from './live/link';
export { type HistoryState, LiveHub, POWER_WINDOW_S } from './live/live-hub';
export { type ReadingState } from './live/reading-state';
export { type Fault, faultOf, HubFault, isRefusal } from './http/fault';
export { HouseTime } from './http/house-time';
export { ANYTHING, HubApi, type Shape, type Verb } from './http/hub-api';
export { type Remote, remote } from './remote/remote';
export { type Credentials, Visitor } from './visitor/visitor';
