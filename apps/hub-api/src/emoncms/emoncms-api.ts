import { SeriesError } from '@hub/domain/series';
import { ZoneError } from '@hub/domain/time';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, NOT_ACCEPTABLE } from './exchange';
import { feedData } from './feed-data';
import type { WritePorts } from './feed-ports';
import { feedRead } from './feed-read';
import { feedWrite } from './feed-write';
import { inputAnswer, type InputPorts } from './input-routes';
import { userAnswer, type UserPorts } from './user-routes';

export type EmoncmsPorts = WritePorts & InputPorts & UserPorts;

const DATA_ROUTES: ReadonlySet<string> = new Set(['feed/data', 'feed/average', 'feed/csvexport']);

/** Answers an emoncms client. Whatever an emonTx, an emoncms app or a script asks has its answer in emoncms' words. */
export async function answer(ports: EmoncmsPorts, request: EmoncmsRequest): Promise<EmoncmsAnswer> {
  try {
    if (request.route.startsWith('input/')) return await inputAnswer(ports, request);
    if (request.route.startsWith('user/')) return await userAnswer(ports, request);
    if (DATA_ROUTES.has(request.route)) return await feedData(ports, request);
    return (await feedRead(ports, request)) ?? (await feedWrite(ports, request)) ?? NOT_ACCEPTABLE;
  } catch (error) {
    if (error instanceof SeriesError || error instanceof ZoneError) return failed(`${error.message}. ${error.action}`);
    throw error;
  }
}
