import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Session } from './session.store';

const PERSON = Symbol('person');
type Marked = FastifyRequest & { [PERSON]?: Session | undefined };

/** Notes who sends a request, once the gate has looked. */
export const markPerson = (request: FastifyRequest, session: Session | null): void => {
  (request as Marked)[PERSON] = session ?? undefined;
};

/** Who is signed in: only for a call that needs somebody to be. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<Marked>()[PERSON];
});
