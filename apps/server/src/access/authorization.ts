import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** What is needed of Fastify's request. */
interface Request {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The `Authorization` header, undefined for the public. The API's description has it as a bearer key instead. */
export const Authorization = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().headers['authorization'],
);
