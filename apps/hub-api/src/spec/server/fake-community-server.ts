import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { type Authority, openAuthority, publicKeyOfRequest } from '@hub/adapters/authority';
import { type ClubForecast, Enrolment, HubContact, Renewal, type SummaryView, type TariffView } from '@hub/contracts';
import type { FakeSeries } from './half-hours';

export const ACCOUNT = { email: 'mair@example.org', password: 'pont y twr' } as const;
export const HOUSEHOLD = 'Tŷ Mair';
export const CLUB = { key: 'bethesda', name: 'Ynni Ogwen' } as const;

const PIECE_BYTES = 6_000;

/** What is done to a request instead of answering it well. */
export type Fault = 'drop' | 'half' | 'error' | 'page' | 'rot';

/** Takes requests as the CydYnni server does, with faults when it is told to. */
export class FakeCommunityServer {
  series: FakeSeries[] = [];
  summaries: Record<string, SummaryView[]> = {};
  forecast: (() => ClubForecast) | undefined;
  tariffs: readonly TariffView[] | undefined;
  /** Consulted for each request; its path without the prefix. */
  fault: (path: string) => Fault | undefined = () => undefined;
  readonly contacts: HubContact[] = [];
  readonly enrolled: string[] = [];
  lastEnrolment: Enrolment | undefined;
  /** Pause after each few kilobytes, ms: a line that is not endless. */
  paceMs = 0;
  renewals = 0;
  served = { bytes: 0, requests: 0 };
  certificateDays = 400;
  private server: Server | undefined;
  private readonly sockets = new Set<Duplex>();
  private port = 0;
  /** One byte of half-hours is not what it should be. */
  private rotten = false;

  private constructor(
    private readonly dir: string,
    readonly authority: Authority,
  ) {}

  static async start(): Promise<FakeCommunityServer> {
    const dir = await mkdtemp(join(tmpdir(), 'fake-server-'));
    const server = new FakeCommunityServer(dir, await openAuthority(join(dir, 'ca'), 'fake community server'));
    await server.listen();
    return server;
  }

  get url(): string {
    return `https://localhost:${this.port}`;
  }

  get caFile(): string {
    return this.authority.certificateFile;
  }

  /** Comes back at the same address. */
  async listen(): Promise<void> {
    const { keyFile, certFile } = await this.authority.ownCertificate('server', ['localhost', '127.0.0.1']);
    const [key, cert] = await Promise.all([readFile(keyFile), readFile(certFile)]);
    const options = { key, cert, ca: this.authority.certificate, requestCert: true, rejectUnauthorized: false };
    const server = createServer(options, (request, response) => void this.take(request, response));
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, 'localhost', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** The network is gone: every connection breaks, new ones are refused. */
  async vanish(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }

  async stop(): Promise<void> {
    await this.vanish();
    await rm(this.dir, { recursive: true, force: true });
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const path = url.pathname.replace('/api/v1', '');
    this.served.requests += 1;
    const fault = this.fault(path);
    this.rotten = fault === 'rot';
    if (fault === 'drop') return void request.socket.destroy();
    if (fault === 'error') {
      refuse(response, 500, 'SERVER_INTERNAL');
      return;
    }
    if (fault === 'page')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to Wi-Fi</html>');
    try {
      await this.answer(request, { path, url, half: fault === 'half' }, response);
    } catch (error) {
      refuse(response, 400, 'SERVER_BAD_REQUEST', String(error));
    }
  }

  private async answer(
    request: IncomingMessage,
    { path, url, half }: { path: string; url: URL; half: boolean },
    response: ServerResponse,
  ): Promise<void> {
    if (path === '/hubs/enrol') return this.enrol(Enrolment.parse(await bodyOf(request)), response, half);
    const hub = peerOf(request);
    if (hub === undefined) {
      refuse(response, 401, 'SERVER_HUB_UNKNOWN');
      return;
    }
    if (!this.enrolled.includes(hub)) {
      refuse(response, 401, 'SERVER_HUB_REVOKED');
      return;
    }
    if (path.startsWith('/hubs/self')) return this.self(hub, path, request, response, half);
    this.history({ path, url, half }, request, response);
  }

  private async self(
    hub: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
    half: boolean,
  ): Promise<void> {
    if (path === '/hubs/self/renew') {
      this.renewals += 1;
      json(response, await this.certificate(hub, Renewal.parse(await bodyOf(request)).csr), half);
      return;
    }
    if (path === '/hubs/self/contact') this.contacts.push(HubContact.parse(await bodyOf(request)));
    else this.enrolled.splice(this.enrolled.indexOf(hub), 1);
    response.writeHead(204).end();
  }

  private club(path: string): object | undefined {
    if (path === '/club/forecast') return this.forecast?.();
    return path === '/club/tariffs' && this.tariffs ? { tariffs: this.tariffs } : undefined;
  }

  private history(
    { path, url, half }: { path: string; url: URL; half: boolean },
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const ofClub = this.club(path);
    if (ofClub) {
      json(response, ofClub, half);
      return;
    }
    const data = /^\/series\/(\d+)(\/data)?$/.exec(path);
    const series = this.series.find(({ id }) => id === Number(data?.[1]));
    if (series && data?.[2]) {
      this.data(series, request, response, half);
      return;
    }
    if (series) {
      json(response, series.manifest, half);
      return;
    }
    if (path === '/series') {
      json(response, { series: this.series.map(({ view }) => view) }, half);
      return;
    }
    const list = this.summaries[path.slice(1)];
    const [from, to] = [url.searchParams.get('from') ?? '', url.searchParams.get('to') ?? '~'];
    if (list) {
      json(response, { summaries: list.filter(({ period }) => period >= from && period <= to) }, half);
      return;
    }
    refuse(response, 404, 'SERVER_NOT_FOUND');
  }

  private async enrol(enrolment: Enrolment, response: ServerResponse, half: boolean): Promise<void> {
    if (enrolment.email !== ACCOUNT.email || enrolment.password !== ACCOUNT.password) {
      refuse(response, 401, 'SERVER_WRONG_PASSWORD', 'E-mail address and password do not belong together.');
      return;
    }
    this.lastEnrolment = enrolment;
    const issued = await this.certificate(enrolment.hubId, enrolment.csr);
    if (!this.enrolled.includes(enrolment.hubId)) this.enrolled.push(enrolment.hubId);
    json(response, { ...issued, household: { name: HOUSEHOLD }, club: CLUB, mqttUrl: null }, half, 201);
  }

  private async certificate(hub: string, csr: string) {
    const { pem, notAfter } = await this.authority.certify(hub, await publicKeyOfRequest(csr), this.certificateDays);
    return { certificate: pem, serverCa: this.authority.certificate, notAfter };
  }

  private data({ bytes }: FakeSeries, request: IncomingMessage, response: ServerResponse, half: boolean): void {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = Buffer.from(bytes.subarray(Number(first), Number(last) + 1));
    if (this.rotten) part.writeUInt8(part.readUInt8(0) ^ 1, 0);
    response.writeHead(206, {
      'content-type': 'application/octet-stream',
      'content-length': part.length,
      'content-range': `bytes ${first}-${last}/${bytes.length}`,
    });
    const sent = half ? part.subarray(0, Math.floor(part.length * Math.random())) : part;
    this.served.bytes += sent.length;
    if (half) response.write(sent, () => request.socket.destroy());
    else if (this.paceMs === 0) response.end(sent);
    else void this.trickle(sent, response);
  }

  private async trickle(bytes: Buffer, response: ServerResponse): Promise<void> {
    for (let at = 0; at < bytes.length && !response.destroyed; at += PIECE_BYTES) {
      response.write(bytes.subarray(at, at + PIECE_BYTES));
      await wait(this.paceMs);
    }
    response.end();
  }
}

/** The hub that a request's certificate names; undefined without one that this server issued. */
function peerOf({ socket }: IncomingMessage): string | undefined {
  return socket instanceof TLSSocket && socket.authorized ? String(socket.getPeerCertificate().subject.CN) : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function json(response: ServerResponse, body: unknown, half: boolean, status = 200): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(half ? text.slice(0, text.length / 2) : text);
}

function refuse(response: ServerResponse, status: number, code: string, message = 'No.'): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code, message, action: 'Do otherwise.', correlationId: 'fake' } }));
}
