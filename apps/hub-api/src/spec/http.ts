import { ErrorBody } from '@hub/contracts';
import { expect } from 'vitest';
import * as z from 'zod/mini';

/** A request with a JSON body. */
export const send = (
  url: string,
  method: 'POST' | 'PUT' | 'DELETE',
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(url, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** Status and code of a refusal that says everything a refusal must. */
export async function refusal(answer: Response): Promise<[number, string]> {
  const { error } = z.parse(ErrorBody, await answer.json());
  expect([error.message, error.action, error.correlationId].every((text) => text !== '')).toBe(true);
  return [answer.status, error.code];
}

/** The cookie that an answer sets, as a header. */
export const cookieOf = (answer: Response): Readonly<Record<string, string>> => ({
  cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
});
