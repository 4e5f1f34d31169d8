import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import { withoutParameters } from './without-parameters';

/** JSON lines on the standard output. Answers that went well are not worth a line where the log is small. */
export function loggerOptions(config: { readonly logLevel: string }): Params {
  return {
    pinoHttp: {
      level: config.logLevel,
      base: null,
      customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) => {
        if (error ?? response.statusCode >= 500) return 'error';
        return response.statusCode >= 400 ? 'info' : 'debug';
      },
      genReqId: (request: IncomingMessage) => request.id,
      serializers: {
        req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
          correlationId: id,
          method,
          // Parameters may hold a key.
          url: withoutParameters(url),
        }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
    },
  };
}
