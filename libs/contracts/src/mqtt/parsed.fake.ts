import type { IncomingMessage } from '../reading/message';
import type { Parsed } from '../reading/parsed';
import { MESSAGE_PARSERS } from './parse';
import { type MessageKind, TOPIC_FILTERS } from './topics';

export const NOW = Date.parse('2026-11-23T12:00:00Z') / 1000;
export const message = (topic: string, payload: unknown, retained = false): IncomingMessage => ({
  topic,
  payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  retained,
  receivedAt: NOW + 0.25,
});

/** Parses as the first kind whose filter takes the topic; the widest filters stand last. */
export function parseMessage(incoming: IncomingMessage): Parsed {
  const takes = (filter: string): boolean => {
    const parts = filter.split('/').map((part) => (part === '+' ? '[^/]*' : part));
    return new RegExp(`^${parts.join('/').replace('/#', '(/.*)?')}$`).test(incoming.topic);
  };
  const kinds = Object.keys(TOPIC_FILTERS) as MessageKind[];
  return MESSAGE_PARSERS[kinds.find((kind) => TOPIC_FILTERS[kind].some(takes)) ?? 'unknown'](incoming);
}

/** Readings as `node/name=value@time`, rejections as they are: short enough to compare at a glance. */
export const outcome = (topic: string, payload: unknown, retained = false): string[] => {
  const parsed = parseMessage(message(topic, payload, retained));
  const readings = parsed.readings.map(
    ({ source, time, value }) => `${source.node}/${source.name}=${value}@${time - NOW}`,
  );
  return [...readings, ...parsed.rejections.map((reason) => `!${reason}`)];
};
