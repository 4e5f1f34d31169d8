import type { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sessionCookie } from './cookie';

/** The certificate that the other side showed, by any authority. */
export interface ShownCertificate {
  /** Hexadecimal, capitals. */
  readonly serial: string;
  /** Unix seconds. */
  readonly notAfter: number;
  /** Why TLS does not trust it; undefined when it comes from our own authority and is in time. */
  readonly distrust: string | undefined;
}

/** What a request says about who sends it. Nothing of it is checked yet but what TLS checked. */
export interface Caller {
  readonly authorization: string | undefined;
  /** The cookie of somebody signed in. */
  readonly session: string | undefined;
  readonly certificate: ShownCertificate | undefined;
}

export function callerOf(request: FastifyRequest): Caller {
  return {
    authorization: request.headers.authorization,
    session: sessionCookie.read(request),
    certificate: shownBy(request.raw.socket),
  };
}

function shownBy(socket: unknown): ShownCertificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  return {
    serial: certificate.serialNumber,
    notAfter: Date.parse(certificate.validTo) / 1000,
    distrust: socket.authorized ? undefined : String(socket.authorizationError),
  };
}

/** Who sends the request. The API's description has keys, certificates and cookies instead. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
