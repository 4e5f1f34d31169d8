import { SeriesError } from '@hub/domain/series';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, json, NOT_ACCEPTABLE, plain } from './exchange';
import { feedData } from './feed-data';
import { feedRead } from './feed-read';
import { feedWrite, type WritePorts } from './feed-write';
import { inputBulk, type InputMessage, inputPost } from './input-parse';

export interface EmoncmsPorts extends WritePorts {
  /** Takes values as if the broker had brought them. */
  readonly take: (message: InputMessage) => void;
}

const DATA_ROUTES = ['feed/data', 'feed/average', 'feed/csvexport'];

/** Answers an emoncms client. Whatever an emonTx, an emoncms app or a script asks has its answer in emoncms' words. */
export async function answer(ports: EmoncmsPorts, request: EmoncmsRequest): Promise<EmoncmsAnswer> {
  try {
    if (request.route.startsWith('input/')) return inputAnswer(ports, request);
    if (DATA_ROUTES.includes(request.route)) return await feedData(ports, request);
    return (await feedRead(ports, request)) ?? (await feedWrite(ports, request)) ?? NOT_ACCEPTABLE;
  } catch (error) {
    if (error instanceof SeriesError) return failed(`${error.message}. ${error.action}`);
    throw error;
  }
}

function inputAnswer(ports: EmoncmsPorts, { route, role, parameters, now }: EmoncmsRequest): EmoncmsAnswer {
  const [, action, node] = route.split('/');
  if (role !== 'write') return NOT_ACCEPTABLE;
  const given = node === undefined ? parameters : { node, ...parameters };
  if (action === 'post') {
    const message = inputPost(given, now, ports.timezone);
    if (typeof message === 'string') return failed(message);
    ports.take(message);
    return given['fulljson'] === undefined ? plain('ok') : json({ success: true });
  }
  if (action !== 'bulk') return NOT_ACCEPTABLE;
  const messages = inputBulk(given, now);
  if (typeof messages === 'string') return failed(messages);
  messages.forEach(ports.take);
  return plain('ok');
}
