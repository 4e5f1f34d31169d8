import { CLUB_SERIES, parseClubSeries } from './club';
import { parseEmoncms } from './emoncms';
import { rejected, type IncomingMessage, type Parsed } from './message';
import { parseMeterHalfHours, parseMeterLive } from './meter';
import { isIdentifier } from './name';
import { parseOriginalAnswer, parseOriginalMeter } from './original';

/** Turns a message of any topic into readings that can be trusted, or into the reasons why not. Never throws. */
export function parseMessage(message: IncomingMessage): Parsed {
  const levels = message.topic.split('/');
  switch (levels[0]) {
    case 'cydynni':
      return own(levels, message);
    case 'mtr':
    case 'resp':
      return original(levels, message);
    case 'emon':
      return parseEmoncms(levels.slice(1), message);
    default:
      return rejected('unknown-topic');
  }
}

function own(levels: readonly string[], message: IncomingMessage): Parsed {
  const [, kind, id, name, ...more] = levels;
  if (more.length > 0) return rejected('unknown-topic');
  if (kind === 'meter' && (name === 'live' || name === 'halfhours')) {
    if (!isIdentifier(id)) return rejected('bad-name');
    return name === 'live' ? parseMeterLive(id, message) : parseMeterHalfHours(id, message);
  }
  const series = kind === 'club' ? CLUB_SERIES.find((known) => known === name) : undefined;
  if (!series) return rejected('unknown-topic');
  return isIdentifier(id) ? parseClubSeries(id, series, message) : rejected('bad-name');
}

function original(levels: readonly string[], message: IncomingMessage): Parsed {
  const [family, kind, id, ...more] = levels;
  if (kind !== 'e' || id === undefined || more.length > 0) return rejected('unknown-topic');
  if (!isIdentifier(id)) return rejected('bad-name');
  return family === 'mtr' ? parseOriginalMeter(id, message) : parseOriginalAnswer(id, message);
}
