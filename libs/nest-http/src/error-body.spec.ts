import { SeriesError } from '@hub/domain/series';
import { BadRequestException, HttpStatus, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error';
import { errorAnswer } from './error-body';

const OURS = { prefix: 'SERVER', name: 'The server' };
const gone = new ApiError(HttpStatus.NOT_FOUND, 'SERVER_GONE', 'There is no series 7.', 'Look at the list.');

describe('errorAnswer', () => {
  it.each<[string, unknown, number, string, string]>([
    ['an error of ours', gone, 404, 'SERVER_GONE', 'There is no series 7.'],
    ['an unknown address', new NotFoundException('Cannot GET /x'), 404, 'SERVER_NOT_FOUND', 'Cannot GET /x'],
    [
      'several wrong parameters',
      new BadRequestException(['a: wrong', 'b: wrong']),
      400,
      'SERVER_BAD_REQUEST',
      'a: wrong; b: wrong',
    ],
    ['too many streams', new ServiceUnavailableException('full'), 503, 'SERVER_BUSY', 'full'],
    [
      'an error of Fastify',
      Object.assign(new Error('too long'), { statusCode: 413 }),
      413,
      'SERVER_TOO_LARGE',
      'too long',
    ],
    [
      'a path that climbs out of the page',
      Object.assign(new Error('Forbidden'), { statusCode: 403 }),
      403,
      'SERVER_FORBIDDEN',
      'Forbidden',
    ],
    ['a status of its own', Object.assign(new Error('no'), { statusCode: 418 }), 418, 'SERVER_REFUSED', 'no'],
    ['too many headers', Object.assign(new Error('no'), { statusCode: 431 }), 431, 'SERVER_HEADERS_TOO_LARGE', 'no'],
    ['an error of the engine', new SeriesError('HUB_FEED_X', 'broken', 'mend it'), 409, 'HUB_FEED_X', 'broken'],
  ])('%s', (_, error, status, code, message) => {
    const answer = errorAnswer(error, 'id-12345', OURS);
    expect(answer).toMatchObject({
      status,
      internal: false,
      body: { error: { code, message, correlationId: 'id-12345' } },
    });
    expect(answer.body.error.action).not.toBe('');
  });

  it.each<[unknown]>([[new Error('the password is hunter2')], ['thrown text'], [null]])(
    'tells nothing about %s',
    (error) => {
      const answer = errorAnswer(error, 'id-12345', OURS);
      expect(answer).toMatchObject({ status: 500, internal: true, body: { error: { code: 'SERVER_INTERNAL' } } });
      expect(JSON.stringify(answer.body)).not.toContain('hunter2');
    },
  );
});
