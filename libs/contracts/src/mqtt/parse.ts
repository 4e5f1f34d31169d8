import { CLUB_SERIES, parseClubSeries } from './club';
import { parseEmoncms } from '../emoncms/mqtt-message';
import type { IncomingMessage } from '../reading/message';
import { rejected, type Parsed } from '../reading/parsed';
import { parseMeterHalfHours, parseMeterLive } from './meter';
import { isIdentifier } from '../reading/name';
import { parseOriginalAnswer, parseOriginalMeter } from './original';
import type { MessageKind } from './topics';

type Parser = (message: IncomingMessage) => Parsed;

/** Turns a message of a kind into readings that can be trusted, or into the reasons why not. Never throws. */
export const MESSAGE_PARSERS: Readonly<Record<MessageKind, Parser>> = {
  meterLive: (message) => named(message, 2, parseMeterLive),
  meterHalfHours: (message) => named(message, 2, parseMeterHalfHours),
  club: (message) => named(message, 2, club),
  originalMeter: (message) => named(message, 2, parseOriginalMeter),
  originalAnswer: (message) => named(message, 2, parseOriginalAnswer),
  emoncms: (message) => parseEmoncms(message.topic.split('/').slice(1), message),
  unknown: () => rejected('unknown-topic'),
};

function club(key: string, message: IncomingMessage): Parsed {
  const name = message.topic.split('/')[3];
  const series = CLUB_SERIES.find((known) => known === name);
  return series ? parseClubSeries(key, series, message) : rejected('unknown-topic');
}

/** Parses with the serial number or key that stands in a level of the topic. */
function named(
  message: IncomingMessage,
  level: number,
  parse: (id: string, message: IncomingMessage) => Parsed,
): Parsed {
  const id = message.topic.split('/')[level];
  return isIdentifier(id) ? parse(id, message) : rejected('bad-name');
}
