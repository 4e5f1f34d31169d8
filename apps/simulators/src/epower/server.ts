import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { EPOWER_FIRST_DAY, parseEpowerQueryDate } from '@hub/contracts';
import { HALF_HOUR_S, calendarDay, shiftDay } from '@hub/domain/time';
import { type Club, LONDON } from './club';
import { faultOf, Faults, NO_FAULTS } from './faults';
import { openMeteo } from './open-meteo';
import { report, type ReportQuery } from './reports';
import { WEATHER } from './weather';

export interface EpowerOptions {
  readonly club: Club;
  /** Opens the reports of the whole club. */
  readonly clubToken: string;
  /** Unix seconds now: the newest settled day is the day before. */
  readonly clock: () => number;
  readonly port?: number;
  readonly host?: string;
  readonly faults?: Partial<Faults>;
}

/** A running simulator of E-power (and of the weather service that has the rain). */
export interface EpowerServer {
  /** Base of the reports: `<url>/<prefix>-<token>-<report>`. */
  readonly url: string;
  readonly rainUrl: string;
  readonly faultsUrl: string;
  faults: Faults;
  /** Requests for reports so far, faulty ones included. */
  requests(): number;
  close(): Promise<void>;
}

const REPORT_PATH = /^\/rest\/crudService\/([\w.]+)-([\w.]+)-(\d+)$/;
const MAINTENANCE = '<!DOCTYPE html><html><body><h1>Service temporarily unavailable</h1></body></html>';

/** Serve a club over HTTP; resolves when the port is open (0 picks a free one). */
export async function serveEpower(options: EpowerOptions): Promise<EpowerServer> {
  const state = { faults: { ...NO_FAULTS, ...options.faults }, requests: 0 };
  const server = createServer((request, response) => {
    respond(options, state, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { address, port } = server.address() as AddressInfo;
  const base = `http://${address}:${port}`;
  return {
    url: `${base}/rest/crudService`,
    rainUrl: `${base}/weather/rain`,
    faultsUrl: `${base}/simulator/faults`,
    get faults() {
      return state.faults;
    },
    set faults(faults) {
      state.faults = faults;
    },
    requests: () => state.requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface State {
  faults: Faults;
  requests: number;
}

async function respond(options: EpowerOptions, state: State, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://simulator');
  if (url.pathname === '/simulator/faults') return controlFaults(state, request, response);
  const weather = /^\/weather\/(\w+)$/.exec(url.pathname)?.[1];
  if (weather !== undefined) {
    sendWeather(weather, url, response);
    return;
  }
  if (url.pathname === '/v1/forecast') {
    const { status, body } = openMeteo(url.searchParams, options.clock());
    return void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
  const match = REPORT_PATH.exec(url.pathname);
  if (!match) return void response.writeHead(404).end('no such report');
  state.requests += 1;
  const fault = faultOf(state.faults, state.requests);
  await wait(state.faults.slowMs);
  if (fault === 'error') return void response.writeHead(500).end('//{"error":"internal"}');
  if (fault === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end(MAINTENANCE);
  const table = report(options.club, options.clubToken, state.faults, queryOf(options, url, match));
  if (!table) return void response.writeHead(404).end('no such report');
  const body = `//${JSON.stringify(table)}`;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(fault === 'malformed' ? body.slice(0, body.length * 0.6) : body);
}

function queryOf(options: EpowerOptions, url: URL, [, , token = '', number]: readonly string[]): ReportQuery {
  const newest = shiftDay(calendarDay(options.clock(), LONDON), -1);
  const oldest = options.club.options.firstDay > EPOWER_FIRST_DAY ? options.club.options.firstDay : EPOWER_FIRST_DAY;
  const from = parseEpowerQueryDate(url.searchParams.get('dateStart') ?? '') ?? newest;
  const to = parseEpowerQueryDate(url.searchParams.get('dateEnd') ?? '') ?? newest;
  return { token, report: Number(number), from: from < oldest ? oldest : from, to: to > newest ? newest : to };
}

async function controlFaults(state: State, request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'PUT') {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const parsed = Faults.safeParse({ ...NO_FAULTS, ...(JSON.parse(text) as object) });
    if (!parsed.success) return void response.writeHead(400).end('not the faults this simulator has');
    state.faults = parsed.data;
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(state.faults));
}

/** `?start=<unix s>&count=<half-hours>` → `{intervalS, start, mmPerHour: […]}`, past and forecast alike, two years at most. */
function sendWeather(name: string, url: URL, response: ServerResponse): void {
  const kind = Object.hasOwn(WEATHER, name) ? WEATHER[name] : undefined;
  if (kind === undefined) return void response.writeHead(404).end('no such weather');
  const start = Math.floor(Number(url.searchParams.get('start')) / HALF_HOUR_S) * HALF_HOUR_S;
  const count = Math.min(Math.max(Math.floor(Number(url.searchParams.get('count'))), 0), 35_040);
  if (!Number.isFinite(start) || !Number.isFinite(count))
    return void response.writeHead(400).end('start and count are numbers');
  const values = Array.from({ length: count }, (_, slot) => kind.at(start + slot * HALF_HOUR_S));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ intervalS: HALF_HOUR_S, start, [kind.field]: values }));
}
