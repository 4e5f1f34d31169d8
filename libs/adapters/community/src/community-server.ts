import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import {
  ClubForecast,
  ClubLive,
  Enrolled,
  type Enrolment,
  HubCertificate,
  type HubContact,
  type Renewal,
  SeriesList,
  SeriesManifest,
  SummaryList,
  TariffList,
} from '@hub/contracts';
import * as z from 'zod/mini';
import { notUnderstood } from './community-error';
import { type Ask, ask, bytesOf, jsonOf } from './request';

/** Where the server is, whom to believe that it is it, and who we are. */
export interface CommunityLogin {
  /** https://… without a path. */
  readonly url: string;
  /** Certificates (PEM) of the authorities that may vouch for the server. The public authorities are asked only where none is given. */
  readonly authorities: readonly string[];
  /** The hub's own certificate and its key (PEM); without them only `enrol` is of use. */
  readonly hub?: { readonly certificate: string; readonly key: string };
}

/** Bytes of a series, from `first` up to and without `end`. */
export interface ByteWindow {
  readonly first: number;
  readonly end: number;
}

/** The CydYnni server as a hub sees it. Every call may throw {@link CommunityError}. */
export interface CommunityServer {
  enrol(enrolment: Enrolment): Promise<Enrolled>;
  renew(renewal: Renewal): Promise<HubCertificate>;
  contact(contact: HubContact): Promise<void>;
  /** Gives the link up. */
  leave(): Promise<void>;
  series(): Promise<SeriesList>;
  manifest(id: number): Promise<SeriesManifest>;
  /** Exactly the bytes of the window, as they arrive. */
  data(id: number, window: ByteWindow): AsyncIterable<Buffer>;
  daily(whose: 'club' | 'household', days: { readonly from: string; readonly to: string }): Promise<SummaryList>;
  monthly(whose: 'club' | 'household'): Promise<SummaryList>;
  live(): Promise<ClubLive>;
  forecast(): Promise<ClubForecast>;
  tariffs(): Promise<TariffList>;
  /** Ends every call under way. */
  close(): void;
}

const CONNECTIONS = 4;

export function openCommunity({ url, authorities, hub }: CommunityLogin): CommunityServer {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: CONNECTIONS,
    minVersion: 'TLSv1.2',
    ca: authorities.length > 0 ? [...authorities] : [...rootCertificates],
    ...(hub && { cert: hub.certificate, key: hub.key }),
  });
  const to = (path: string): URL => new URL(`/api/v1${path}`, url);
  const get = async <S extends z.core.$ZodType>(schema: S, path: string): Promise<z.output<S>> =>
    parsed(schema, await jsonOf(await ask({ method: 'GET', url: to(path), agent })));
  const send = (method: Ask['method'], path: string, body?: unknown) =>
    ask({ method, url: to(path), agent, ...(body !== undefined && { body }) });
  return {
    enrol: async (enrolment) => parsed(Enrolled, await jsonOf(await send('POST', '/hubs/enrol', enrolment))),
    renew: async (renewal) => parsed(HubCertificate, await jsonOf(await send('POST', '/hubs/self/renew', renewal))),
    contact: async (contact) => void (await send('POST', '/hubs/self/contact', contact)).resume(),
    leave: async () => void (await send('DELETE', '/hubs/self')).resume(),
    series: () => get(SeriesList, '/series'),
    manifest: (id) => get(SeriesManifest, `/series/${id}`),
    data: (id, window) => dataOf({ method: 'GET', url: to(`/series/${id}/data`), agent }, window),
    daily: (whose, { from, to: until }) => get(SummaryList, `/${whose}/daily?from=${from}&to=${until}`),
    monthly: (whose) => get(SummaryList, `/${whose}/monthly`),
    live: () => get(ClubLive, '/club/live'),
    forecast: () => get(ClubForecast, '/club/forecast'),
    tariffs: () => get(TariffList, '/club/tariffs'),
    close: () => agent.destroy(),
  };
}

function parsed<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const where = result.error.issues.map(({ path }) => path.join('.') || 'all of it').join(', ');
  throw notUnderstood(`wrong in ${where}`, result.error);
}

async function* dataOf(request: Ask, { first, end }: ByteWindow): AsyncGenerator<Buffer> {
  const answer = await ask({ ...request, headers: { range: `bytes=${first}-${end - 1}` } });
  const range = answer.headers['content-range'];
  if (answer.statusCode !== 206 || range?.startsWith(`bytes ${first}-${end - 1}/`) !== true) {
    answer.destroy();
    throw notUnderstood(`asked for bytes ${first} to ${end - 1}, got ${range ?? 'something else'}`);
  }
  let left = end - first;
  for await (const chunk of bytesOf(answer)) {
    left -= chunk.length;
    if (left < 0) throw notUnderstood('more bytes than were asked for');
    yield chunk;
  }
  if (left > 0) throw notUnderstood('fewer bytes than were asked for');
}
