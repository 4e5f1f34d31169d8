export { BROWSER_EDGE, type BrowserEdge, type StreamListener } from './live/browser-edge';
export { type PowerPoint } from './history/power-window';
export { type Tick } from './live/hub-clock';
export { type HubHealth } from './live/link';
export { type HistoryState, LiveHub, POWER_WINDOW_S } from './live/live-hub';
export { type ReadingState } from './live/reading-state';
