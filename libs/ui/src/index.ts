/** What the first view needs. Parts of single pages have an entry of their own (`@hub/ui/strip`): a bundle of all would load them at once. */
export { Age } from './age/age';
export { CostFigure } from './figure/cost-figure';
export { PowerFigure } from './figure/power-figure';
export { type BandPrice, PriceBand } from './figure/price-band';
export { formatClock, HOUSE_ZONE } from './format/clock';
export { type Flow } from './format/power';
export { Icon, type IconName } from './icon/icon';
export { Notice } from './notice/notice';
export { type BadgeState, StateBadge } from './state-badge/state-badge';
export { Valley } from './valley/valley';
